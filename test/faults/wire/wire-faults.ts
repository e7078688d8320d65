/** Every network fault on every call of a sale: how the sale goes, and whether that is right. */
import type { Payment } from '#domain/payment/payment.ts';
import { isFinal } from '#domain/payment/payment.ts';
import type { Trouble } from './troubles.ts';
import { CREDENTIALS_REFUSED, TROUBLES } from './troubles.ts';
import type { CallName } from './proxy.ts';
import type { Obstacle, Sale, SaleOptions } from './sale.ts';
import { openSale } from './sale.ts';
import type { RouteName } from './clients.ts';
import { ROUTES } from './clients.ts';

/** Disrupted calls before the fault is lifted, where the till retries: a lasting fault must change nothing. */
const HITS = 3;

/** One fault on one kind of call. */
interface WireCase {
  readonly fault: string;
  readonly call: CallName;
  readonly options: SaleOptions;
  /** Starts the fault, which lasts until it is lifted. */
  readonly begin: (sale: Sale) => void;
  /** The state lines that the sale should go through. */
  readonly path: readonly string[];
  /** Whether only the end of that path is certain. */
  readonly endOnly?: boolean;
}

export interface WireFault {
  readonly fault: string;
  readonly call: CallName;
  /** The state lines the sale went through, or the error. */
  readonly outcome: string;
  /** Whether it went as it should and the gateway has the same payment as the journal. */
  readonly ok: boolean;
}

const paymentOf = (sale: Sale, reference: string): Payment => {
  const payment = sale.journal.payment(reference);
  if (!payment) throw new Error(`${reference} is not in the journal`);
  return payment;
};

/** Charges and brings the sale to the call in question while the fault lasts. */
const untilDisrupted = async (sale: Sale, { call, begin }: WireCase): Promise<string> => {
  if (call === 'create' || call === 'list') begin(sale);
  if (call === 'list') sale.proxy.arm('create', TROUBLES['reset after it is carried out'].disrupt);
  const reference = await sale.charge(1250);
  if (call === 'create') return reference;
  if (call === 'get') {
    sale.simulator.act({ merchantTransactionId: reference }, 'scan');
    await sale.until(() => paymentOf(sale, reference).state === 'pending');
    begin(sale);
  }
  if (call === 'cancel') {
    begin(sale);
    sale.desk.cancel(reference);
  }
  const wanted = call === 'cancel' ? 1 : HITS;
  const isFound = (): boolean => call === 'list' && paymentOf(sale, reference).state === 'open';
  await sale.until(() => sale.hits(call) >= wanted || isFound());
  return reference;
};

/** Lifts the fault; the customer pays if still possible, and the sale reaches its end. */
const finish = async (sale: Sale, reference: string): Promise<void> => {
  sale.lift();
  const settled = (payment: Payment): boolean =>
    isFinal(payment) ||
    payment.state === 'pending' ||
    (payment.state === 'open' && payment.cancelling === 'no');
  await sale.until(() => settled(paymentOf(sale, reference)));
  if (isFinal(paymentOf(sale, reference))) return;
  sale.simulator.act({ merchantTransactionId: reference }, 'pay');
  await sale.until(() => isFinal(paymentOf(sale, reference)));
};

/** Nothing lost, nothing doubled: the gateway has the payment once, as in the journal, always sent with the same body. */
const isConsistent = (sale: Sale, reference: string): boolean => {
  const payment = paymentOf(sale, reference);
  const [stored, ...others] = sale.simulator.store().payments;
  if (!stored || others.length > 0) return false;
  const { times, timesSameBody, requestIds } = stored.sent;
  return (
    stored.statusId === payment.gateway?.statusId &&
    Number(stored.request.Amount) === payment.amount &&
    timesSameBody === times &&
    requestIds.every((id) => id === payment.requestId)
  );
};

type Seen = Pick<Trouble, 'seenAs' | 'carriedOut'>;

/** The state lines of a sale, by how the till sees the fault. */
const PATHS: Readonly<Record<CallName, (trouble: Seen) => readonly string[]>> = {
  create: ({ seenAs, carriedOut }) => {
    if (seenAs === 'fine') return ['sending', 'open', 'paid'];
    const resent = carriedOut ? [] : ['sending'];
    return ['sending', `unknown (${seenAs})`, ...resent, 'open', 'paid'];
  },
  get: ({ seenAs }) => {
    const dip =
      seenAs === 'wrong-echo' || seenAs === 'unknown-status' ? [`unknown (${seenAs})`, 'pending'] : [];
    return ['sending', 'open', 'pending', ...dip, 'paid'];
  },
  list: () => ['sending', 'unknown (no-answer)', 'open', 'paid'],
  cancel: ({ seenAs, carriedOut }) => {
    const isUnknown = seenAs === 'no-answer' || seenAs === 'server-fault' || seenAs === 'malformed';
    const accepted = isUnknown && carriedOut ? [] : ['open, cancel accepted'];
    return ['sending', 'open', 'open, cancel asked-by-cashier', ...accepted, 'cancelled'];
  },
};

/** When the list seems not to have the payment, the till may send it again; its reference prevents a second charge. */
const isMisleading = (name: string, call: CallName): boolean =>
  call === 'list' && (name === 'another reference' || name === 'an empty list that counts one');

/** Another payment in the place of ours is not believed: the list has ours. */
const isAnother = (name: string, call: CallName): boolean => call === 'get' && name === 'another reference';

const CALLS = ['create', 'get', 'list', 'cancel'] as const;

const troubleCase = (call: CallName, fault: string, trouble: Trouble): WireCase => ({
  fault,
  call,
  options: { slow: trouble.slow === true ? call : null },
  begin: (sale) => sale.proxy.arm(call, trouble.disrupt),
  path: isMisleading(fault, call)
    ? ['open', 'paid']
    : PATHS[call](isAnother(fault, call) ? { ...trouble, seenAs: 'fine' } : trouble),
  endOnly: isMisleading(fault, call),
});

/** A create that was certainly not sent fails at once, and the next sale works; other calls are retried until they work. */
const pathAfter = (call: CallName, failure: string): readonly string[] =>
  call === 'create'
    ? ['sending', `failed (${failure})`, 'sending', 'open', 'paid']
    : PATHS[call](CREDENTIALS_REFUSED);

const REFUSALS: readonly Obstacle[] = [
  'refused',
  'reset before sending',
  'untrusted',
  'wrong host',
  'expired certificate',
  'certificate not yet valid',
];

const refusalCase = (call: CallName, what: Obstacle, route: RouteName | null = null): WireCase => ({
  fault: what,
  call,
  options: { secure: what !== 'refused', route },
  begin: (sale) => sale.face(call, what),
  path: pathAfter(call, 'not-sent'),
});

/** The till finds a route, and the sale goes as any other. */
const passCase = (call: CallName, what: Obstacle, route: RouteName | null = null): WireCase => ({
  ...refusalCase(call, what, route),
  path: PATHS[call]({ seenAs: 'fine', carriedOut: true }),
});

const ROUTE_NAMES = Object.keys(ROUTES) as RouteName[];

const routeCase = (call: CallName, route: RouteName): WireCase =>
  (ROUTES[route].passes ? passCase : refusalCase)(call, route, route);

const credentialsCase = (call: CallName): WireCase => ({
  ...troubleCase(call, 'credentials refused', CREDENTIALS_REFUSED),
  path: pathAfter(call, 'credentials-refused'),
});

const CASES: readonly WireCase[] = CALLS.flatMap((call) => [
  ...REFUSALS.map((what) => refusalCase(call, what)),
  passCase(call, 'known to the system only'),
  ...ROUTE_NAMES.map((route) => routeCase(call, route)),
  ...Object.entries(TROUBLES).map(([fault, trouble]) => troubleCase(call, fault, trouble)),
  credentialsCase(call),
]);

const sell = async (sale: Sale, wireCase: WireCase): Promise<boolean> => {
  const first = await untilDisrupted(sale, wireCase);
  const wasDisrupted = sale.hits(wireCase.call) > 0;
  const isOver = paymentOf(sale, first).state === 'failed';
  if (isOver) sale.lift();
  const last = isOver ? await sale.charge(1350) : first;
  await finish(sale, last);
  const path = wireCase.endOnly === true ? sale.path.slice(-wireCase.path.length) : sale.path;
  return wasDisrupted && path.join() === wireCase.path.join() && isConsistent(sale, last);
};

const play = async (wireCase: WireCase): Promise<WireFault> => {
  const { fault, call } = wireCase;
  const sale = await openSale(wireCase.options);
  try {
    const ok = await sell(sale, wireCase);
    return { fault, call, outcome: sale.path.join(' → '), ok };
  } catch (error) {
    return { fault, call, outcome: String(error), ok: false };
  } finally {
    await sale.close();
  }
};

/** Runs all cases one after the other, in about twenty seconds. Never rejects for what a sale does. */
export const wireFaults = async (): Promise<readonly WireFault[]> => {
  const all: WireFault[] = [];
  for (const wireCase of CASES) all.push(await play(wireCase));
  return all;
};
