/** Decides whose payment a row of the gateway's list is. A till counts, shows, cancels and waits for only its own. */
import type { GatewayPayment } from '#domain/gateway/gateway-payment.ts';
import { PACE } from '#domain/pace.ts';
import { isUnderTerminal, readReference } from '#domain/payment/reference.ts';
import type { Mark } from './mark.ts';

/** Where payments may be missing from this journal: after its last row, before it was opened this time. */
export interface Gap {
  /** Running number of the last payment that the journal still has; lost payments have higher numbers. */
  readonly lastNumber: number;
  /** From its last row to this opening; epoch ms. */
  readonly from: number;
  readonly to: number;
  /** The earlier openings of this journal in this place; a copy elsewhere shares none of them. */
  readonly openings: readonly string[];
  /**
   * The running number that the journal had reached when it came to this place, if it came without its tail; else 0. A
   * payment lost elsewhere is recognised by its number, since the openings there are unknown; one lost here only by its
   * opening, since a copy in use elsewhere uses the same numbers.
   */
  readonly reached: number;
}

/** What a till knows about its own installation once its journal is open. */
export interface Installation extends Mark {
  /** When the journal got its identity; epoch ms. */
  readonly since: number;
  readonly gap: Gap;
}

/**
 * Payments that are not this till's and that a person must look at. The `Difference` of the same name has words for
 * each.
 */
export const FOREIGN_PAYMENTS = ['another-till', 'journal-copy', 'earlier-installation'] as const;
export type ForeignPayment = (typeof FOREIGN_PAYMENTS)[number];

export type Ownership =
  /** The journal has it. */
  | 'ours'
  /** The journal made it and has lost it. */
  | 'lost'
  | ForeignPayment
  /** It is not under a TerminalID of ours. */
  | 'elsewhere';

export type Listed = Pick<GatewayPayment, 'reference' | 'createdAt'>;

/** The gateway's clock and ours may differ, so a range of our times is widened by this much at both ends. */
export const CLOCK_MARGIN_MS = 3_600_000;

/** If the clocks differ by more than this, the till warns. */
const CLOCKS_AGREE_MS = PACE.clockSkew.warnOver;

/** Whether a payment with our identity is one that the journal has lost, rather than one of a copy of it. */
const isLost = ({ reference, createdAt }: Listed, { gap }: Installation): boolean => {
  const parts = readReference(reference);
  if (!parts?.mark || parts.of === 'refund') return false;
  if (!gap.openings.includes(parts.mark.opening) && parts.number > gap.reached) return false;
  const at = createdAt ?? gap.to;
  return parts.number > gap.lastNumber && at >= gap.from - CLOCK_MARGIN_MS && at <= gap.to + CLOCK_MARGIN_MS;
};

const foreignKindOf = (
  { reference, createdAt }: Listed,
  { identity, since }: Installation,
): ForeignPayment => {
  if (readReference(reference)?.mark?.identity === identity) return 'journal-copy';
  return createdAt !== null && createdAt < since - CLOCKS_AGREE_MS ? 'earlier-installation' : 'another-till';
};

/**
 * A payment that the journal has is ours. One that it lacks was lost only if all of this holds: it carries our
 * identity; its running number is higher than the last one left; it was made after that; and it was made either in an
 * opening of this journal in this place, or with a number that the journal had reached before it came here.
 */
export const ownershipOf = (
  listed: Listed,
  installation: Installation,
  terminalIds: readonly string[],
  isKnown: (reference: string) => boolean,
): Ownership => {
  const { reference } = listed;
  if (isKnown(reference)) return 'ours';
  const isOfOurIdentity = readReference(reference)?.mark?.identity === installation.identity;
  if (isOfOurIdentity && isLost(listed, installation)) return 'lost';
  return terminalIds.some((terminalId) => isUnderTerminal(reference, terminalId))
    ? foreignKindOf(listed, installation)
    : 'elsewhere';
};
