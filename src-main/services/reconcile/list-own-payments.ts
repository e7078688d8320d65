/** Lists what the gateway has under this station's terminal, page by page. */
import type { GatewayPayment } from '#domain/gateway/gateway-payment.ts';
import type { Listed, Ownership } from '#domain/installation/payment-ownership.ts';
import type { Answer, Gateway } from '#services/gateway/gateway-port.ts';
import type { Log } from '#services/ports.ts';
import { PageCheck } from './page-check.ts';

export interface OwnPayments {
  readonly gateway: Pick<Gateway, 'list'>;
  readonly log: Log;
  /** Epoch ms by the gateway's clock, both ends included; null for no beginning. */
  readonly startAt: number | null;
  readonly endAt: number;
  readonly ownership: (listed: Listed) => Ownership;
  /** Whether to continue while pages bring anything new, even if the list can no longer be proven complete. */
  readonly readsOn?: boolean;
}

/** 'incomplete': every page was answered, but it cannot be shown that these were all payments. */
export type Listing = Answer<unknown>['kind'] | 'incomplete' | 'stopped';

const PAGE_SIZE = 50;
/** More than a till sells in years. Stops at a gateway whose pages never end. */
const MAX_PAGES = 10_000;

/**
 * Passes on this station's payments, others under its terminal, and the names of unreadable rows (see `PaymentPage`), a
 * page at a time. The order is oldest first, so that a payment made meanwhile only lengthens the last page. Returns
 * 'ok' once all are proven to be listed, else what stopped it. Unreadable rows are skipped, since the caller asks for a
 * known payment by its ID; but it returns 'malformed' after the last page if one of them may be a payment that the
 * journal has lost.
 */
export const listOwnPayments = async (
  { gateway, log, startAt, endAt, ownership, readsOn = false }: OwnPayments,
  take: (payments: readonly GatewayPayment[], unread: readonly string[]) => void,
  isStopped: () => boolean,
): Promise<Listing> => {
  const since = startAt === null ? {} : { startAt };
  const filter = { ...since, endAt, pageSize: PAGE_SIZE, sortDirection: 'asc' } as const;
  const check = new PageCheck();
  let missesOwn = false;
  let proven = true;
  for (let pageIndex = 1; pageIndex <= MAX_PAGES; pageIndex += 1) {
    const answer = await gateway.list({ ...filter, pageIndex });
    if (isStopped()) return 'stopped';
    if (answer.kind !== 'ok') return answer.kind;
    const { payments, unread } = answer.value;
    const verdict = check.add(answer.value, pageIndex);
    if (unread.length > 0) log.warn('rows of the list could not be read', { pageIndex, rows: unread });
    take(
      payments.filter((payment) => ownership(payment) !== 'elsewhere'),
      unread,
    );
    missesOwn ||= unread.some((reference) => ownership({ reference, createdAt: null }) === 'lost');
    proven &&= verdict !== 'unproven';
    if (verdict === 'incomplete' || !(proven || readsOn)) return 'incomplete';
    if (verdict === 'complete' && proven) return missesOwn ? 'malformed' : 'ok';
  }
  return 'incomplete';
};
