import { fieldsOf, textOf } from '#simulator/fields.ts';
import { FAULTS } from '#simulator/faults.ts';
import type { Fault } from '#simulator/faults.ts';
import type { CallKind } from '#simulator/plans.ts';
import { scenarioForAmount, SCENARIOS } from '#simulator/scenarios.ts';
import type { Scenario, ScenarioName } from '#simulator/scenarios.ts';
import type { Site } from '#simulator/site.ts';
import type { Call, Handler } from './answer.ts';
import { NOT_FOUND } from './answer.ts';
import { deliver, pause, strike } from './deliver.ts';
import type { Wire } from './deliver.ts';

/** Wraps a handler into a route: reads the call, meets what is planned for it, answers. */
export function serveCall(site: Site, kind: CallKind, handle: Handler): (c: Wire) => Promise<Response> {
  return async (c) => {
    const text = await c.req.text();
    const body = parsed(text);
    const requestId = c.req.header('requestid') ?? null;
    const nth = noteSend(site, kind, body, { requestId, body: text });
    const { scenario, fault } = ahead(site, kind, body, nth);
    if (fault?.before !== undefined) return strike(c, fault.before, NOT_FOUND);

    const query = new URL(c.req.url).searchParams;
    const call: Call = { kind, params: c.req.param(), query, body, requestId, at: site.now(), scenario };
    const answer = handle(site, call);
    await pause(c, fault?.slow === true ? site.settings.slowAnswerMs : site.settings.delayMs);
    return fault?.after === undefined ? deliver(c, answer) : strike(c, fault.after, answer);
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const sentObject = (kind: CallKind, body: unknown) =>
  fieldsOf(fieldsOf(body)?.[kind === 'refund' ? 'Refund' : 'Payment']);

/** Notes a create or refund by its reference and says the how-manieth it is; 1 for every other call. */
function noteSend(
  site: Site,
  kind: CallKind,
  body: unknown,
  send: { requestId: string | null; body: string },
): number {
  const reference = textOf(sentObject(kind, body)?.MerchantTransactionID);
  if (reference === null || (kind !== 'create' && kind !== 'refund')) return 1;
  site.sends.note(kind, reference, send);
  return site.sends.of(kind, reference).times;
}

/** What lies ahead of a call: what the control calls planned, else (for a create) what the amount chooses. */
function ahead(
  site: Site,
  kind: CallKind,
  body: unknown,
  nth: number,
): { scenario: ScenarioName; fault: Fault | undefined } {
  const plan = site.plans.take(kind);
  const scenario = scenarioAhead(
    site,
    plan !== undefined && 'scenario' in plan ? plan.scenario : undefined,
    body,
  );
  if (plan !== undefined && 'fault' in plan) return { scenario, fault: FAULTS[plan.fault] };
  const { fault, onlyFirstTry }: Scenario = SCENARIOS[scenario];
  const strikes = kind === 'create' && fault !== undefined && (nth === 1 || onlyFirstTry !== true);
  return { scenario, fault: strikes ? FAULTS[fault] : undefined };
}

function scenarioAhead(site: Site, planned: ScenarioName | undefined, body: unknown): ScenarioName {
  const amount = textOf(sentObject('create', body)?.Amount) ?? '';
  return (
    planned ??
    (site.settings.amountEndings ? scenarioForAmount(amount) : undefined) ??
    site.settings.defaultScenario
  );
}
