import type { Reason, Step } from '#simulator/store/steps.ts';
import { statusInfo } from '#simulator/store/statuses.ts';

/** The Status object of a payment or refund. */
export type StatusBody = { ID: number | null; Info: string | null; Reasons: readonly Reason[] | null };

/** The Status of a payment or refund in the given step. */
export function statusBody({ statusId, reasons }: Step): StatusBody {
  return { ID: statusId, Info: statusInfo(statusId), Reasons: reasons };
}

/** The Status of a request that created nothing: neither ID nor Info, only reasons. */
export function refusedStatus(reasons: readonly Reason[]): StatusBody {
  return { ID: null, Info: null, Reasons: reasons };
}
