/** Compact projection rows: a payment's or refund's row leaves out what its first and last events already say. */
import { z } from 'zod';
import { canonicalJson } from '#domain/canonical-json.ts';

/** The payloads of a payment's or refund's first event, and of the one that last changed it. */
export interface EventPayloads {
  readonly first: string;
  readonly last: string;
}

type Facts = Readonly<Record<string, unknown>>;

/** Not checked here: its content is checked once, with the whole state. */
const facts = z.custom<Facts>((value) => typeof value === 'object' && value !== null);

const event = z.object({
  intent: facts.optional(),
  payment: facts.nullish(),
  refund: facts.nullish(),
});
const state = z.looseObject({ gateway: facts.nullable() });

/** The intent of the first event, and the gateway's report in the last. */
const factsIn = ({ first, last }: EventPayloads): { readonly intent: Facts; readonly report: Facts } => {
  const { payment, refund } = event.parse(JSON.parse(last));
  return { intent: event.parse(JSON.parse(first)).intent ?? {}, report: payment ?? refund ?? {} };
};

const without = (whole: Facts, repeated: Facts): Facts =>
  Object.fromEntries(
    Object.entries(whole).filter(
      ([name, value]) =>
        !Object.hasOwn(repeated, name) || canonicalJson(repeated[name]) !== canonicalJson(value),
    ),
  );

/** Removes from a state what equals the events. */
export const compactState = (whole: unknown, payloads: EventPayloads): Facts => {
  const { gateway, ...rest } = state.parse(whole);
  const { intent, report } = factsIn(payloads);
  return { ...without(rest, intent), gateway: gateway && without(gateway, report) };
};

/** Restores the whole state. */
export const expandState = (rest: unknown, payloads: EventPayloads): Facts => {
  const { gateway, ...own } = state.parse(rest);
  const { intent, report } = factsIn(payloads);
  return { ...intent, ...own, gateway: gateway && { ...report, ...gateway } };
};
