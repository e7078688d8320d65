/** Lists what the gateway has of this station, page by page. */
import type { GatewayPayment } from '#domain/gateway/gateway-payment.ts';
import { makeReference } from '#domain/payment/reference.ts';
import type { Answer, Gateway, PaymentPage } from '#services/gateway/gateway-port.ts';

export interface OwnPayments {
  readonly gateway: Pick<Gateway, 'list'>;
  /** Every terminal whose references count as this station's. */
  readonly terminalIds: readonly string[];
  /** Epoch ms by the gateway's clock, both ends included; null for no beginning. */
  readonly startAt: number | null;
  readonly endAt: number;
}

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

const isLast = (page: PaymentPage, pageIndex: number): boolean =>
  page.payments.length + page.unread.length === 0 || pageIndex >= page.totalPages || pageIndex >= MOST_PAGES;

/**
 * Hands over this station's payments a page at a time, oldest first: a payment made meanwhile then lengthens the last
 * page and moves none to another. Returns 'ok' after the last page, else what stopped it.
 */
export const listOwnPayments = async (
  { gateway, terminalIds, startAt, endAt }: OwnPayments,
  take: (payments: readonly GatewayPayment[]) => void,
  isStopped: () => boolean,
): Promise<Answer<unknown>['kind'] | 'stopped'> => {
  const since = startAt === null ? {} : { startAt };
  const filter = { ...since, endAt, pageSize: PAGE_SIZE, sortDirection: 'asc' } as const;
  const prefixes = terminalIds.map(prefixOf);
  const isOwn = (reference: string): boolean => prefixes.some((prefix) => reference.startsWith(prefix));
  for (let pageIndex = 1; ; pageIndex += 1) {
    const answer = await gateway.list({ ...filter, pageIndex });
    if (isStopped()) return 'stopped';
    if (answer.kind !== 'ok') return answer.kind;
    const { payments, unread } = answer.value;
    if (unread.some(isOwn)) return 'malformed';
    take(payments.filter(({ reference }) => isOwn(reference)));
    if (isLast(answer.value, pageIndex)) return 'ok';
  }
};
