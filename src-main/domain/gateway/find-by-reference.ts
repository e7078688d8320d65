/** Finds what we sent among what the gateway lists under a reference. */
import type { Reason, StatusMeaning } from './gateway-payment.ts';
import { isDuplicate, meaningOf } from './gateway-payment.ts';

interface Listed {
  readonly reference: string;
  readonly statusId: number;
  readonly reasons: readonly Reason[];
}

/** For payments and refunds alike: what moved money comes first, then what may still move it. */
const RANKS: Readonly<Record<StatusMeaning, number>> = {
  paid: 0,
  open: 1,
  pending: 1,
  unknown: 1,
  cancelled: 2,
  expired: 2,
  failed: 2,
};

/**
 * All under this reference. If the gateway got a request twice, it may list the refused duplicate beside the first. The
 * one that matters most to the money comes first; a known duplicate is left out.
 */
export const allByReference = <T extends Listed>(listed: readonly T[], reference: string): readonly T[] =>
  listed
    .filter((one) => one.reference === reference && !isDuplicate(one))
    .toSorted((one, other) => RANKS[meaningOf(one.statusId)] - RANKS[meaningOf(other.statusId)]);

/** The first of them, or undefined. */
export const findByReference = <T extends Listed>(listed: readonly T[], reference: string): T | undefined =>
  allByReference(listed, reference).at(0);
