/** What a row of payments or refunds does not repeat, since two events that it follows from have it. */
import { z } from 'zod';
import { canonicalJson } from '#domain/canonical-json.ts';

/** Payloads of the event that it began with, and of the one that changed it last. */
export interface Told {
  readonly first: string;
  readonly last: string;
}

type Facts = Readonly<Record<string, unknown>>;

/** What is in it is checked when the whole state is, once. */
const facts = z.custom<Facts>((value) => typeof value === 'object' && value !== null);

const event = z.object({
  intent: facts.optional(),
  payment: facts.nullish(),
  refund: facts.nullish(),
});
const state = z.looseObject({ gateway: facts.nullable() });

/** What was intended, and what the gateway reported last. */
const toldBy = ({ first, last }: Told): { readonly intent: Facts; readonly report: Facts } => {
  const { payment, refund } = event.parse(JSON.parse(last));
  return { intent: event.parse(JSON.parse(first)).intent ?? {}, report: payment ?? refund ?? {} };
};

const without = (whole: Facts, told: Facts): Facts =>
  Object.fromEntries(
    Object.entries(whole).filter(
      ([name, value]) => !Object.hasOwn(told, name) || canonicalJson(told[name]) !== canonicalJson(value),
    ),
  );

/** Leaves out of a state what the events say alike. */
export const withoutTold = (whole: unknown, told: Told): Facts => {
  const { gateway, ...rest } = state.parse(whole);
  const { intent, report } = toldBy(told);
  return { ...without(rest, intent), gateway: gateway && without(gateway, report) };
};

/** The whole state again. */
export const withTold = (rest: unknown, told: Told): Facts => {
  const { gateway, ...own } = state.parse(rest);
  const { intent, report } = toldBy(told);
  return { ...intent, ...own, gateway: gateway && { ...report, ...gateway } };
};
