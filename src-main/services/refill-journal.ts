/** After a recovery: payments that the gateway has and the journal lost are put back. */
import type { GatewayPayment } from '#domain/gateway-payment.ts';
import { jittered, retryWait } from '#domain/pace.ts';
import type { Intent } from '#domain/payment.ts';
import { makeReference } from '#domain/reference.ts';
import type { Answer, Clock, Gateway, Ids, Journal, Log, PaymentPage } from './ports.ts';
import type { SaleTerms } from './take-payment.ts';

export interface RefillPorts {
  readonly journal: Journal;
  readonly gateway: Gateway;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly terms: Pick<SaleTerms, 'environment' | 'siteId' | 'terminal'>;
  /** The gateway has been asked for everything and so many payments were put back; unfinished ones wait for somebody. */
  readonly onDone: (found: number) => void;
}

export interface Refill {
  /** Settles when nothing of it runs any more. */
  stop(): Promise<void>;
}

/** The gateway's clock and ours need not agree. */
const MARGIN_MS = 3_600_000;
const PAGE_SIZE = 50;
/** More than a lane sells in years: a gateway that never stops counting pages ends here. */
const MOST_PAGES = 10_000;

/** `T1-` for terminal T1: what every reference of this station begins with. */
const prefixOf = (terminalId: string): string => {
  const [station = ''] = makeReference(terminalId, 0, 0, new Uint8Array(8)).split('-', 1);
  return `${station}-`;
};

const isLast = (page: PaymentPage, pageIndex: number): boolean =>
  page.payments.length === 0 || pageIndex >= page.totalPages || pageIndex >= MOST_PAGES;

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
  cashier: null,
});

/** Puts back what the journal lacks and returns how many that were. Each starts when the gateway says it did. */
const putBack = ({ journal, clock, log, terms }: RefillPorts, listed: readonly GatewayPayment[]): number => {
  let count = 0;
  for (const payment of listed) {
    const { reference, createdAt } = payment;
    if (journal.payment(reference)) continue;
    const event = { type: 'found', intent: intentOf(payment, terms), payment } as const;
    const { state } = journal.append(reference, event, createdAt ?? clock.now());
    log.warn('a lost payment was put back', { reference, state });
    count += 1;
  }
  return count;
};

/**
 * Page after page of what this terminal made from an hour before `lastAt` (0: ever) until now, oldest first: a payment
 * made meanwhile then lengthens the last page and moves none across an edge. Returns what kept it from going on.
 */
async function* listSince(
  { gateway, clock, terms }: RefillPorts,
  lastAt: number,
): AsyncGenerator<readonly GatewayPayment[], Answer<unknown>['kind']> {
  const since = lastAt === 0 ? {} : { startAt: lastAt - MARGIN_MS };
  const filter = { ...since, endAt: clock.now(), pageSize: PAGE_SIZE, sortDirection: 'asc' } as const;
  const prefix = prefixOf(terms.terminal.terminalId);
  for (let pageIndex = 1; ; pageIndex += 1) {
    const answer = await gateway.list({ ...filter, pageIndex });
    if (answer.kind !== 'ok') return answer.kind;
    yield answer.value.payments.filter(({ reference }) => reference.startsWith(prefix));
    if (isLast(answer.value, pageIndex)) return 'ok';
  }
}

/**
 * Asks the gateway for everything since the recovered journal's last event (`lastAt`, epoch ms; 0 asks for all) and
 * writes down what the journal lacks, a page at a time so that the till goes on selling; again and again, with growing
 * waits, until the gateway has told all and the disk has taken it. Doing it twice adds nothing.
 */
export const refillJournal = (ports: RefillPorts, lastAt: number): Refill => {
  const { clock, ids, log, onDone } = ports;
  let found = 0;
  let failures = 0;
  let stopped = false;
  let callOff = (): void => undefined;

  const attempt = async (): Promise<Answer<unknown>['kind'] | 'stopped'> => {
    const pages = listSince(ports, lastAt);
    for (let page = await pages.next(); ; page = await pages.next()) {
      if (stopped) return 'stopped';
      if (page.done) return page.value;
      found += putBack(ports, page.value);
    }
  };
  const run = async (): Promise<void> => {
    try {
      const outcome = await attempt();
      if (outcome === 'stopped') return;
      if (outcome === 'ok') {
        onDone(found);
        return;
      }
      log.warn('the gateway did not tell which payments were lost', { outcome });
    } catch (error) {
      log.error('lost payments could not be put back', { error });
    }
    failures += 1;
    const wait = jittered(retryWait(failures), ids.chance());
    callOff = clock.wakeAt(clock.now() + wait, () => void (running = run()));
  };

  let running = run();
  return {
    stop: async () => {
      stopped = true;
      callOff();
      await running;
    },
  };
};
