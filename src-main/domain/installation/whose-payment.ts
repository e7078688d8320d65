/** Whose payment a row of the gateway's list is. A till counts, shows, cancels and waits for its own only. */
import type { GatewayPayment } from '#domain/gateway/gateway-payment.ts';
import { PACE } from '#domain/pace.ts';
import { isUnderTerminal, readReference } from '#domain/payment/reference.ts';
import type { Mark } from './mark.ts';

/** Payments that this journal may have lost: written after its last row, before it was opened this time. */
export interface Gap {
  /** Running number of the last payment whose row is there; a lost one has a higher one. */
  readonly lastNumber: number;
  /** From its last row to this opening; epoch ms. */
  readonly from: number;
  readonly to: number;
  /** The earlier times this journal was opened in this place, none of which a copy elsewhere shares. */
  readonly openings: readonly string[];
  /**
   * The number that the journal had reached when it came to this place, if it came without its end; else 0. What it lost
   * elsewhere is known by its number, since the openings there are unknown; what it lost here only by the opening, since a
   * copy that goes on gives the same numbers.
   */
  readonly reached: number;
}

/** What a till knows of itself since its journal was opened. */
export interface Installation extends Mark {
  /** When the journal got its identity; epoch ms. */
  readonly since: number;
  readonly gap: Gap;
}

/** Payments of others, which a person must look at; the `Difference` of the same name has words for each. */
export const STRANGERS = ['another-till', 'journal-copy', 'earlier-installation'] as const;
export type Stranger = (typeof STRANGERS)[number];

export type Whose =
  /** The journal has it. */
  | 'ours'
  /** The journal made it and has lost it. */
  | 'lost'
  | Stranger
  /** It is not under a TerminalID of ours. */
  | 'elsewhere';

export type Listed = Pick<GatewayPayment, 'reference' | 'createdAt'>;

/** The gateway's clock and ours may differ: a range of ours is widened by this much at both ends. */
export const CLOCK_MARGIN_MS = 3_600_000;

/** The till warns when its clock and the gateway's differ by more. */
const CLOCKS_AGREE_MS = PACE.clockSkew.warnOver;

/** Whether a payment with our identity is one that the journal has lost, rather than one of a copy of it. */
const isLost = ({ reference, createdAt }: Listed, { gap }: Installation): boolean => {
  const parts = readReference(reference);
  if (!parts?.mark || parts.of === 'refund') return false;
  if (!gap.openings.includes(parts.mark.opening) && parts.number > gap.reached) return false;
  const at = createdAt ?? gap.to;
  return parts.number > gap.lastNumber && at >= gap.from - CLOCK_MARGIN_MS && at <= gap.to + CLOCK_MARGIN_MS;
};

const strangerOf = ({ reference, createdAt }: Listed, { identity, since }: Installation): Stranger => {
  if (readReference(reference)?.mark?.identity === identity) return 'journal-copy';
  return createdAt !== null && createdAt < since - CLOCKS_AGREE_MS ? 'earlier-installation' : 'another-till';
};

/**
 * Ours is what the journal has. What it lacks was lost only if it carries our identity, has a higher running number than
 * the last one left, was made later, and was made either at an opening of this journal in this place or with a number that
 * the journal had reached before it came here.
 */
export const whoseIs = (
  listed: Listed,
  installation: Installation,
  terminalIds: readonly string[],
  isKnown: (reference: string) => boolean,
): Whose => {
  const { reference } = listed;
  if (isKnown(reference)) return 'ours';
  const isOfOurIdentity = readReference(reference)?.mark?.identity === installation.identity;
  if (isOfOurIdentity && isLost(listed, installation)) return 'lost';
  return terminalIds.some((terminalId) => isUnderTerminal(reference, terminalId))
    ? strangerOf(listed, installation)
    : 'elsewhere';
};
