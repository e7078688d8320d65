/** After a recovery: payments that the gateway has and the journal lost are put back. */
import type { GatewayPayment } from '#domain/gateway-payment.ts';
import type { Intent } from '#domain/payment.ts';
import { makeReference } from '#domain/reference.ts';
import type { Answer, Clock, Gateway, Journal, Log, PaymentPage } from './ports.ts';
import type { SaleTerms } from './take-payment.ts';

export interface RefillPorts {
  readonly journal: Journal;
  readonly gateway: Gateway;
  readonly clock: Clock;
  readonly log: Log;
  readonly terms: Pick<SaleTerms, 'environment' | 'siteId' | 'terminal'>;
}

export type Refilled =
  | {
      /** Payments put back. */
      readonly found: number;
      readonly pages: number;
    }
  /** Nothing was put back; to be tried again later. */
  | { readonly failed: Exclude<Answer<unknown>['kind'], 'ok'> };

/** The gateway's clock and ours need not agree. */
const MARGIN_MS = 3_600_000;
const PAGE_SIZE = 50;
/** More than a lane sells in years: a gateway that never stops counting pages ends here. */
const MOST_PAGES = 10_000;

type Listed =
  { readonly payments: readonly GatewayPayment[]; readonly pages: number } | { readonly failed: Failed };
type Failed = Extract<Refilled, { failed: unknown }>['failed'];

/** `T1-` for terminal T1: what every reference of this station begins with. */
const prefixOf = (terminalId: string): string => {
  const [station = ''] = makeReference(terminalId, 0, 0, new Uint8Array(8)).split('-', 1);
  return `${station}-`;
};

const isLast = (page: PaymentPage, pageIndex: number): boolean =>
  page.payments.length === 0 || pageIndex >= page.totalPages || pageIndex >= MOST_PAGES;

/** All pages, oldest first: a payment made meanwhile then lengthens the last page and moves none across an edge. */
const listAll = async ({ gateway, clock }: RefillPorts, lastAt: number): Promise<Listed> => {
  const since = lastAt === 0 ? {} : { startAt: lastAt - MARGIN_MS };
  const filter = { ...since, endAt: clock.now(), pageSize: PAGE_SIZE, sortDirection: 'asc' } as const;
  const payments: GatewayPayment[] = [];
  for (let pageIndex = 1; ; pageIndex += 1) {
    const answer = await gateway.list({ ...filter, pageIndex });
    if (answer.kind !== 'ok') return { failed: answer.kind };
    payments.push(...answer.value.payments);
    if (isLast(answer.value, pageIndex)) return { payments, pages: pageIndex };
  }
};

const intentOf = (
  payment: GatewayPayment,
  { environment, siteId, terminal }: RefillPorts['terms'],
): Intent => ({
  reference: payment.reference,
  // Both were only ever in the journal that is lost.
  requestId: '',
  orderReference: '',
  amount: payment.amount,
  currency: payment.currency,
  environment,
  siteId,
  terminal,
});

/** Starts where the gateway says it did, so that the sale counts on its own day. */
const putBack = ({ journal, clock, log, terms }: RefillPorts, payment: GatewayPayment): void => {
  const { reference, createdAt } = payment;
  const intent = intentOf(payment, terms);
  const found = journal.append(reference, { type: 'found', intent, payment }, createdAt ?? clock.now());
  log.warn('a lost payment was put back', { reference, state: found.state });
};

/**
 * Asks the gateway for everything from an hour before `lastAt` (the recovered journal's last event, epoch ms; 0 asks
 * for all) until now, and writes down what this terminal made and the journal lacks. Doing it again adds nothing.
 * Unfinished ones are then to be resumed. Throws when the disk fails; what was written until then stays.
 */
export const refillJournal = async (ports: RefillPorts, lastAt: number): Promise<Refilled> => {
  const listed = await listAll(ports, lastAt);
  if ('failed' in listed) return listed;
  const prefix = prefixOf(ports.terms.terminal.terminalId);
  const lost = listed.payments
    .filter(({ reference }) => reference.startsWith(prefix))
    .sort((one, other) => (one.createdAt ?? 0) - (other.createdAt ?? 0));
  let found = 0;
  for (const payment of lost) {
    // Asked one by one: the desk may be selling meanwhile, and a page may tell a payment twice.
    if (ports.journal.payment(payment.reference)) continue;
    putBack(ports, payment);
    found += 1;
  }
  return { found, pages: listed.pages };
};
