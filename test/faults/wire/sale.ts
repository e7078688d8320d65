/** A payment desk that calls the simulated GlobalPay through the faulty proxy, with a clock set by hand. */
import type { Payment } from '#domain/payment/payment.ts';
import { isFinal } from '#domain/payment/payment.ts';
import { Changes } from '#services/changes.ts';
import type { Gateway } from '#services/gateway/gateway-port.ts';
import { PaymentDesk } from '#services/payment/payment-desk.ts';
import { startSimulator } from '#simulator/simulator.ts';
import { countingIds, installation, silentLog, settings } from '../../support/station-kit.ts';
import { HandClock, settle } from '../../support/fakes/hand-clock.ts';
import { MemoryJournal } from '../../support/fakes/memory-journal.ts';
import type { CallName } from './proxy.ts';
import { expiredCertificate, futureCertificate, openFaultyProxy, ownCertificate } from './proxy.ts';
import type { Trust, RouteName } from './clients.ts';
import { openClients, ROUTES } from './clients.ts';

const SITE = { siteId: '1000', apiKey: 'wire-key-0123456789' };
/** No undisturbed call takes that long; a call that must time out gets a short limit. */
const TIMEOUT_MS = 5_000;
const SHORT_MS = 300;
const STEP_MS = 500;

const CERTIFICATES = {
  'expired certificate': expiredCertificate,
  'certificate not yet valid': futureCertificate,
};

/** What stands in the way of a connection, or would if the till did not know a route. */
export type Obstacle =
  | 'refused'
  | 'reset before sending'
  | keyof typeof CERTIFICATES
  | Exclude<Trust, 'plain' | 'trusted'>
  | RouteName;

const timeoutsOf = (slow: CallName | null) => ({
  connectMs: TIMEOUT_MS,
  moneyMs: slow === 'create' ? SHORT_MS : TIMEOUT_MS,
  askMs: slow === null || slow === 'create' ? TIMEOUT_MS : SHORT_MS,
});

const isIn = <T extends object>(table: T, name: string): name is keyof T & string =>
  Object.hasOwn(table, name);

const notNeeded = (): Promise<never> => Promise.reject(new Error('not part of a sale'));

/** Called before and after each call; `before` chooses the client. */
interface CallHooks {
  before(call: CallName): Promise<Gateway>;
  after(call: CallName): Promise<void>;
}

const hooked = (hooks: CallHooks, running: Set<Promise<unknown>>, close: Gateway['close']): Gateway => {
  const through = <T>(call: CallName, ask: (gateway: Gateway) => Promise<T>): Promise<T> => {
    const answer = hooks.before(call).then(ask);
    const done = answer.finally(() => hooks.after(call));
    running.add(done);
    void done.finally(() => running.delete(done));
    return done;
  };
  return {
    create: (intent) => through('create', (gateway) => gateway.create(intent)),
    get: (id) => through('get', (gateway) => gateway.get(id)),
    list: (filter) => through('list', (gateway) => gateway.list(filter)),
    cancel: (id) => through('cancel', (gateway) => gateway.cancel(id)),
    createRefund: notNeeded,
    listRefunds: notNeeded,
    getRefund: notNeeded,
    refundTypes: notNeeded,
    method: notNeeded,
    close,
  };
};

/** A payment's state in one line: `unknown (no-answer)`, `open, cancel asked-by-cashier`. */
const stateLine = (payment: Payment): string => {
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
  /** The kind of call that will time out. */
  readonly slow?: CallName | null;
  /** The route that will be taken. */
  readonly route?: RouteName | null;
}

export const openSale = async ({ secure = false, slow = null, route = null }: SaleOptions = {}) => {
  const clock = new HandClock();
  const simulator = await startSimulator({ ...SITE, now: () => clock.now(), amountEndings: false });
  const proxy = await openFaultyProxy(simulator.url, secure);
  const clients = await openClients(proxy.port, route, { ...SITE, timeouts: timeoutsOf(slow) });
  const usual: Trust = secure ? 'trusted' : 'plain';
  let facing: { readonly call: CallName; readonly what: Obstacle } | undefined;
  let faced = 0;
  const running = new Set<Promise<unknown>>();
  const gateway = hooked(
    {
      before: async (call) => {
        if (facing?.call !== call) return clients.byTrust[usual];
        faced += 1;
        const { what } = facing;
        if (what === 'refused') await proxy.shut();
        if (what === 'reset before sending') proxy.cutNewConnections(true);
        if (isIn(CERTIFICATES, what)) proxy.present(CERTIFICATES[what]);
        if (isIn(ROUTES, what)) return clients.through;
        return isIn(clients.byTrust, what) ? clients.byTrust[what] : clients.byTrust[usual];
      },
      after: async (call) => {
        if (facing?.call !== call) return;
        if (facing.what === 'refused') await proxy.open();
        if (facing.what === 'reset before sending') proxy.cutNewConnections(false);
        if (isIn(CERTIFICATES, facing.what)) proxy.present(ownCertificate);
      },
    },
    running,
    clients.close,
  );
  const path: string[] = [];
  const note = (line: string): void => {
    if (path.at(-1) !== line) path.push(line);
  };
  const journal = new MemoryJournal();
  const changes = new Changes(silentLog);
  changes.on('payment', (payment) => note(stateLine(payment)));
  const desk = new PaymentDesk({
    settings,
    journal,
    installation,
    gateway,
    clock,
    ids: countingIds(),
    log: silentLog,
    mayLackPayments: () => false,
    changes,
    signedIn: () => null,
  });
  const quiet = async (): Promise<void> => {
    do {
      await Promise.allSettled([...running]);
      await settle();
    } while (running.size > 0);
  };
  return {
    simulator,
    proxy,
    journal,
    desk,
    /** Every state line the till has shown, in order. */
    path,
    /** Puts something in the way of one kind of call. */
    face: (call: CallName, what: Obstacle) => (facing = { call, what }),
    lift: () => {
      facing = undefined;
      proxy.lift();
    },
    /** Calls of this kind that were disrupted or had something in their way. */
    hits: (call: CallName) => faced + proxy.hits(call),
    charge: async (amount: number): Promise<string> => {
      const started = desk.start(amount, '');
      if (!started.started) throw new Error(started.why);
      await quiet();
      return started.payment.reference;
    },
    /** Lets time pass until `holds`; throws when that takes more than five minutes. */
    until: async (holds: () => boolean): Promise<void> => {
      for (let passed = 0; !holds(); passed += STEP_MS) {
        if (passed > 300_000) throw new Error('the condition never held');
        await clock.pass(STEP_MS);
        await quiet();
      }
    },
    close: async (): Promise<void> => {
      await desk.tracker.stop();
      await clients.close();
      await proxy.close();
      await simulator.close();
    },
  };
};

export type Sale = Awaited<ReturnType<typeof openSale>>;
