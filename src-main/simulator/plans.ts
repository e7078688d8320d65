import type { FaultName } from './faults.ts';
import type { ScenarioName } from './scenarios.ts';

/** The API calls for which a fault can be planned. */
export const CALL_KINDS = [
  'create',
  'get',
  'list',
  'cancel',
  'refund',
  'refund-get',
  'refund-list',
  'refund-types',
  'methods',
] as const;
export type CallKind = (typeof CALL_KINDS)[number];

/** What happens to the next call of a kind: a scenario (for a create) or a fault. */
type Plan = { readonly scenario: ScenarioName } | { readonly fault: FaultName };

/** Plans made by control calls; each counts for a number of calls, the oldest first. */
export type Plans = {
  add(call: CallKind, plan: Plan, count: number): void;
  take(call: CallKind): Plan | undefined;
  /** What `take` would return. */
  peek(call: CallKind): Plan | undefined;
  clear(): void;
};

/** Starts with nothing planned. */
export function openPlans(): Plans {
  let queue: { call: CallKind; plan: Plan; left: number }[] = [];
  return {
    add: (call, plan, count) => void queue.push({ call, plan, left: count }),
    take: (call) => {
      const entry = queue.find((candidate) => candidate.call === call);
      if (entry === undefined) return undefined;
      entry.left -= 1;
      queue = queue.filter((candidate) => candidate.left > 0);
      return entry.plan;
    },
    peek: (call) => queue.find((candidate) => candidate.call === call)?.plan,
    clear: () => {
      queue = [];
    },
  };
}
