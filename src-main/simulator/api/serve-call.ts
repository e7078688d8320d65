import { fieldsOf, textOf } from '#simulator/fields.ts';
import { FAULTS } from '#simulator/faults.ts';
import type { Fault } from '#simulator/faults.ts';
import type { CallKind } from '#simulator/plans.ts';
import { scenarioForAmount, SCENARIOS } from '#simulator/scenarios.ts';
import type { Scenario, ScenarioName } from '#simulator/scenarios.ts';
import type { Site } from '#simulator/site.ts';
import type { Call, Handler } from './answer.ts';
import { NOT_FOUND } from './answer.ts';
import { deliver, disrupt, pause } from './deliver.ts';
import type { Wire } from './deliver.ts';

/** Turns a handler into a route: reads the call, applies the scenario or fault planned for it, answers. */
export function serveCall(site: Site, kind: CallKind, handle: Handler): (c: Wire) => Promise<Response> {
  return async (c) => {
    const text = await c.req.text();
    const body = parsed(text);
    const sentId = c.req.header('requestid') ?? '';
    const requestId = sentId === '' ? null : sentId;
    const attempt = noteSend(site, kind, body, { requestId, body: text });
    const { scenario, fault } = planFor(site, kind, body, attempt);
    if (fault?.before !== undefined) return disrupt(c, fault.before, NOT_FOUND);

    const query = new URL(c.req.url).searchParams;
    const call: Call = { kind, params: c.req.param(), query, body, requestId, at: site.now(), scenario };
    const answer = handle(site, call);
    await pause(c, fault?.slow === true ? site.settings.slowAnswerMs : site.settings.delayMs);
    return fault?.after === undefined ? deliver(c, answer) : disrupt(c, fault.after, answer);
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

/** Counts a create or refund by its reference and returns which attempt it is, from 1; 1 for every other call. */
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

/** The plan that a control call made for this call or, for a create, the scenario that the amount chooses. */
function planFor(
  site: Site,
  kind: CallKind,
  body: unknown,
  attempt: number,
): { scenario: ScenarioName; fault: Fault | undefined } {
  const plan = site.plans.take(kind);
  const planned = plan !== undefined && 'scenario' in plan ? plan.scenario : undefined;
  const scenario = planned ?? scenarioFor(site, body);
  if (plan !== undefined && 'fault' in plan) return { scenario, fault: FAULTS[plan.fault] };
  const { fault, onlyFirstTry }: Scenario = SCENARIOS[scenario];
  const strikes = kind === 'create' && fault !== undefined && (attempt === 1 || onlyFirstTry !== true);
  return { scenario, fault: strikes ? FAULTS[fault] : undefined };
}

function scenarioFor({ settings }: Site, body: unknown): ScenarioName {
  const amount = textOf(sentObject('create', body)?.Amount) ?? '';
  return (settings.amountEndings ? scenarioForAmount(amount) : undefined) ?? settings.defaultScenario;
}
