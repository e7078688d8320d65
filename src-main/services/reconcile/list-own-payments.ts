/** Lists what the gateway has of this station, page by page. */
import type { GatewayPayment } from '#domain/gateway/gateway-payment.ts';
import { makeReference } from '#domain/payment/reference.ts';
import type { Answer, Gateway } from '#services/gateway/gateway-port.ts';
import type { Log } from '#services/ports.ts';
import { PageCheck } from './page-check.ts';

export interface OwnPayments {
  readonly gateway: Pick<Gateway, 'list'>;
  readonly log: Log;
  /** Every terminal whose references count as this station's. */
  readonly terminalIds: readonly string[];
  /** Epoch ms by the gateway's clock, both ends included; null for no beginning. */
  readonly startAt: number | null;
  readonly endAt: number;
  /** Whether the journal has it: then the caller asks for it by the gateway's ID where its row cannot be read. */
  readonly isKnown: (reference: string) => boolean;
  /** Reads on as long as pages bring anything new, even where they can no longer be shown to be all. */
  readonly readsOn?: boolean;
}

/** 'incomplete' when every page was answered and yet it cannot be shown that these were all payments. */
export type Listing = Answer<unknown>['kind'] | 'incomplete' | 'stopped';

/** The gateway's clock and ours need not agree: a range of ours is widened by this much at both ends. */
export const CLOCK_MARGIN_MS = 3_600_000;
const PAGE_SIZE = 50;
/** More than a till sells in years: the end for a gateway that never stops counting pages. */
const MOST_PAGES = 10_000;

/** `T1-` for terminal T1: what every reference of it begins with. */
const prefixOf = (terminalId: string): string => {
  const [station = ''] = makeReference(terminalId, 0, 0, new Uint8Array(8)).split('-', 1);
  return `${station}-`;
};

/**
 * Hands over this station's payments a page at a time, oldest first: a payment made meanwhile then lengthens the last
 * page and moves none to another. Returns 'ok' once it is shown that all were listed, else what stopped it. A row that
 * cannot be read is passed over; 'malformed' after the last page if one was of a payment of ours that is not known.
 */
export const listOwnPayments = async (
  { gateway, log, terminalIds, startAt, endAt, isKnown, readsOn = false }: OwnPayments,
  take: (payments: readonly GatewayPayment[]) => void,
  isStopped: () => boolean,
): Promise<Listing> => {
  const since = startAt === null ? {} : { startAt };
  const filter = { ...since, endAt, pageSize: PAGE_SIZE, sortDirection: 'asc' } as const;
  const prefixes = terminalIds.map(prefixOf);
  const isOwn = (reference: string): boolean => prefixes.some((prefix) => reference.startsWith(prefix));
  const check = new PageCheck();
  let missesOwn = false;
  let proven = true;
  for (let pageIndex = 1; pageIndex <= MOST_PAGES; pageIndex += 1) {
    const answer = await gateway.list({ ...filter, pageIndex });
    if (isStopped()) return 'stopped';
    if (answer.kind !== 'ok') return answer.kind;
    const { payments, unread } = answer.value;
    const verdict = check.add(answer.value, pageIndex);
    if (unread.length > 0) log.warn('rows of the list could not be read', { pageIndex, rows: unread });
    take(payments.filter(({ reference }) => isOwn(reference)));
    missesOwn ||= unread.some((reference) => isOwn(reference) && !isKnown(reference));
    proven &&= verdict !== 'unproven';
    if (verdict === 'incomplete' || !(proven || readsOn)) return 'incomplete';
    if (verdict === 'complete' && proven) return missesOwn ? 'malformed' : 'ok';
  }
  return 'incomplete';
};
