/** A desk that talks to the simulated GlobalPay through a wire that can be spoilt; time is moved by hand. */
import { openGlobalPay } from '#globalpay/client.ts';
import type { Payment } from '#domain/payment/payment.ts';
import { isFinal } from '#domain/payment/payment.ts';
import type { Gateway } from '#services/gateway/gateway-port.ts';
import { PaymentDesk } from '#services/payment/take-payment.ts';
import { startSimulator } from '#simulator/simulator.ts';
import { countingIds, silentLog, settings } from '../../support/station-kit.ts';
import { HandClock, settle } from '../../support/hand-clock.ts';
import { MemoryJournal } from '../../support/memory-journal.ts';
import type { CallName } from './front.ts';
import { expiredCertificate, openFront, ownCertificate } from './front.ts';

const SITE = { siteId: '1000', apiKey: 'wire-key-0123456789' };
/** Nothing honest takes so long; a call that is to run into its limit gets a short one. */
const PATIENCE_MS = 5_000;
const SHORT_MS = 300;
const STEP_MS = 500;

/** Whose word the till takes for the gateway's certificate: the right one's, nobody's, or a name's it does not have. */
type Trust = 'plain' | 'trusted' | 'nobody vouches' | 'wrong host';

/** Why a connection does not come about. */
export type Refusal =
  'refused' | 'reset before sending' | 'nobody vouches' | 'wrong host' | 'expired certificate';

const clientsOf = (port: number, slow: CallName | null): Readonly<Record<Trust, Gateway>> => {
  const timeouts = {
    connectMs: PATIENCE_MS,
    moneyMs: slow === 'create' ? SHORT_MS : PATIENCE_MS,
    askMs: slow === null || slow === 'create' ? PATIENCE_MS : SHORT_MS,
  };
  const open = (origin: string, ca?: string): Gateway =>
    openGlobalPay({ origin, ...SITE, timeouts, ...(ca === undefined ? {} : { ca }) });
  return {
    plain: open(`http://127.0.0.1:${port}`),
    trusted: open(`https://localhost:${port}`, `${ownCertificate}\n${expiredCertificate}`),
    'nobody vouches': open(`https://localhost:${port}`),
    'wrong host': open(`https://127.0.0.1:${port}`, ownCertificate),
  };
};

const notPartOfThis = (): Promise<never> => Promise.reject(new Error('not part of a sale'));

/** What stands around one call: told before it leaves and after it came back, and which client carries it. */
interface Around {
  before(call: CallName): Promise<Gateway>;
  after(call: CallName): Promise<void>;
}

const watched = (around: Around, underWay: Set<Promise<unknown>>, close: Gateway['close']): Gateway => {
  const through = <T>(call: CallName, ask: (gateway: Gateway) => Promise<T>): Promise<T> => {
    const asked = around.before(call).then(ask);
    const done = asked.finally(() => around.after(call));
    underWay.add(done);
    void done.finally(() => underWay.delete(done));
    return done;
  };
  return {
    create: (intent) => through('create', (gateway) => gateway.create(intent)),
    get: (id) => through('get', (gateway) => gateway.get(id)),
    list: (filter) => through('list', (gateway) => gateway.list(filter)),
    cancel: (id) => through('cancel', (gateway) => gateway.cancel(id)),
    createRefund: notPartOfThis,
    listRefunds: notPartOfThis,
    getRefund: notPartOfThis,
    refundTypes: notPartOfThis,
    method: notPartOfThis,
    close,
  };
};

/** Where a payment stands, in one line: `unknown (no-answer)`, `open, cancel asked-by-cashier`. */
export const standing = (payment: Payment): string => {
  const why =
    payment.state === 'unknown'
      ? ` (${payment.doubt})`
      : payment.state === 'failed'
        ? ` (${payment.failure})`
        : '';
  const cancelling = payment.cancelling === 'no' || isFinal(payment) ? '' : `, cancel ${payment.cancelling}`;
  return `${payment.state}${why}${cancelling}`;
};

export interface SaleOptions {
  readonly secure?: boolean;
  /** The kind of call that will run into its time limit. */
  readonly slow?: CallName | null;
}

export const openSale = async ({ secure = false, slow = null }: SaleOptions = {}) => {
  const clock = new HandClock();
  const simulator = await startSimulator({ ...SITE, now: () => clock.now(), amountEndings: false });
  const front = await openFront(simulator.url, secure);
  const clients = clientsOf(front.port, slow);
  const usual: Trust = secure ? 'trusted' : 'plain';
  let odd: { readonly call: CallName; readonly why: Refusal } | undefined;
  let oddities = 0;
  const underWay = new Set<Promise<unknown>>();
  const closeClients = async (): Promise<void> => {
    await Promise.all(Object.values(clients).map((client) => client.close()));
  };
  const gateway = watched(
    {
      before: async (call) => {
        if (odd?.call !== call) return clients[usual];
        oddities += 1;
        const { why } = odd;
        if (why === 'refused') await front.shut();
        if (why === 'reset before sending') front.cutNewcomers(true);
        if (why === 'expired certificate') front.present(expiredCertificate);
        return why === 'nobody vouches' || why === 'wrong host' ? clients[why] : clients[usual];
      },
      after: async (call) => {
        if (odd?.call !== call) return;
        if (odd.why === 'refused') await front.open();
        if (odd.why === 'reset before sending') front.cutNewcomers(false);
        if (odd.why === 'expired certificate') front.present(ownCertificate);
      },
    },
    underWay,
    closeClients,
  );
  const road: string[] = [];
  const note = (place: string): void => {
    if (road.at(-1) !== place) road.push(place);
  };
  const journal = new MemoryJournal();
  const desk = new PaymentDesk({
    settings,
    journal,
    gateway,
    clock,
    ids: countingIds(),
    log: silentLog,
    onChange: (payment) => {
      if (payment) note(standing(payment));
    },
    signedIn: () => null,
  });
  const quiet = async (): Promise<void> => {
    do {
      await Promise.allSettled([...underWay]);
      await settle();
    } while (underWay.size > 0);
  };
  return {
    simulator,
    front,
    journal,
    desk,
    /** Every standing the till has shown, in order. */
    road,
    /** Makes one kind of call go over a wire that never comes about. */
    refuse: (call: CallName, why: Refusal) => (odd = { call, why }),
    lift: () => {
      odd = undefined;
      front.lift();
    },
    /** Calls of this kind that met the trouble. */
    struck: (call: CallName) => oddities + front.strikes(call),
    charge: async (amount: number): Promise<string> => {
      const started = desk.start(amount, '');
      if (!started.started) throw new Error(started.why);
      await quiet();
      return started.payment.reference;
    },
    /** Lets time pass until it is so; throws when that takes more than five minutes. */
    until: async (isSo: () => boolean): Promise<void> => {
      for (let passed = 0; !isSo(); passed += STEP_MS) {
        if (passed > 300_000) throw new Error('it never came to that');
        await clock.pass(STEP_MS);
        await quiet();
      }
    },
    close: async (): Promise<void> => {
      await desk.stop();
      await closeClients();
      await front.close();
      await simulator.close();
    },
  };
};

export type Sale = Awaited<ReturnType<typeof openSale>>;
