/** Every fault of a wire on every call of a sale: what the till makes of it, and whether that is right. */
import type { Payment } from '#domain/payment/payment.ts';
import { isFinal } from '#domain/payment/payment.ts';
import type { Trouble } from './blows.ts';
import { CREDENTIALS_REFUSED, TROUBLES } from './blows.ts';
import type { CallName } from './front.ts';
import type { Refusal, Sale, SaleOptions } from './sale.ts';
import { openSale } from './sale.ts';

/** More than one strike where the till asks again, so that a trouble that lasts is seen to change nothing. */
const STRIKES = 3;

/** One fault on one kind of call. */
interface WireCase {
  readonly fault: string;
  readonly call: CallName;
  readonly options: SaleOptions;
  /** From now on the fault lasts. */
  readonly strike: (sale: Sale) => void;
  /** The standings the sale should run through. */
  readonly road: readonly string[];
  /** Only the end of that road is certain. */
  readonly endOnly?: boolean;
}

export interface WireFault {
  readonly fault: string;
  readonly call: CallName;
  /** The standings the till went through, or what went wrong with the trial. */
  readonly outcome: string;
  /** It went as it should, and the gateway's books hold what the journal holds. */
  readonly ok: boolean;
}

const paymentOf = (sale: Sale, reference: string): Payment => {
  const payment = sale.journal.payment(reference);
  if (!payment) throw new Error(`${reference} is not in the journal`);
  return payment;
};

/** Charges, and leads the sale to the call in question while the trouble lasts. */
const untilStruck = async (sale: Sale, { call, strike }: WireCase): Promise<string> => {
  if (call === 'create' || call === 'list') strike(sale);
  if (call === 'list') sale.front.arm('create', TROUBLES['reset after it is carried out'].blow);
  const reference = await sale.charge(1250);
  if (call === 'create') return reference;
  if (call === 'get') {
    sale.simulator.act({ merchantTransactionId: reference }, 'scan');
    await sale.until(() => paymentOf(sale, reference).state === 'pending');
    strike(sale);
  }
  if (call === 'cancel') {
    strike(sale);
    sale.desk.cancel(reference);
  }
  const enough = call === 'cancel' ? 1 : STRIKES;
  const isFound = (): boolean => call === 'list' && paymentOf(sale, reference).state === 'open';
  await sale.until(() => sale.struck(call) >= enough || isFound());
  return reference;
};

/** The trouble is over: the customer pays where that is still possible, and the till finds its way to the end. */
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

/** Nothing lost, nothing doubled: the books hold the payment once, as the journal does, sent in one wording only. */
const isOneTruth = (sale: Sale, reference: string): boolean => {
  const payment = paymentOf(sale, reference);
  const [booked, ...others] = sale.simulator.store().payments;
  if (!booked || others.length > 0) return false;
  const { times, timesSameBody, requestIds } = booked.sent;
  return (
    booked.statusId === payment.gateway?.statusId &&
    Number(booked.request.Amount) === payment.amount &&
    timesSameBody === times &&
    requestIds.every((id) => id === payment.requestId)
  );
};

/** The standings a sale runs through, told by what the till heard. */
const ROADS: Readonly<Record<CallName, (trouble: Trouble) => readonly string[]>> = {
  create: ({ heard, carriedOut }) => {
    if (heard === 'fine') return ['sending', 'open', 'paid'];
    const resent = carriedOut ? [] : ['sending'];
    return ['sending', `unknown (${heard})`, ...resent, 'open', 'paid'];
  },
  get: ({ heard }) => {
    const dip = heard === 'wrong-echo' || heard === 'unknown-status' ? [`unknown (${heard})`, 'pending'] : [];
    return ['sending', 'open', 'pending', ...dip, 'paid'];
  },
  list: () => ['sending', 'unknown (no-answer)', 'open', 'paid'],
  cancel: ({ heard, carriedOut }) => {
    const isUnheard = heard === 'no-answer' || heard === 'server-fault' || heard === 'malformed';
    const accepted = isUnheard && carriedOut ? [] : ['open, cancel accepted'];
    return ['sending', 'open', 'open, cancel asked-by-cashier', ...accepted, 'cancelled'];
  },
};

/** A list that seems not to hold the payment may get it sent again; its reference keeps it from being charged twice. */
const isMisleading = (name: string, call: CallName): boolean =>
  call === 'list' && (name === 'another reference' || name === 'an empty list that counts one');

const CALLS = ['create', 'get', 'list', 'cancel'] as const;

const troubled = (call: CallName, fault: string, trouble: Trouble): WireCase => ({
  fault,
  call,
  options: { slow: trouble.slow === true ? call : null },
  strike: (sale) => sale.front.arm(call, trouble.blow),
  road: isMisleading(fault, call) ? ['open', 'paid'] : ROADS[call](trouble),
  endOnly: isMisleading(fault, call),
});

/** What certainly was not taken ends a charge at once, and the next one goes well; all else goes on when it can again. */
const roadPast = (call: CallName, failure: string): readonly string[] =>
  call === 'create'
    ? ['sending', `failed (${failure})`, 'sending', 'open', 'paid']
    : ROADS[call](CREDENTIALS_REFUSED);

const REFUSALS: readonly Refusal[] = [
  'refused',
  'reset before sending',
  'nobody vouches',
  'wrong host',
  'expired certificate',
];

const unreached = (call: CallName, why: Refusal): WireCase => ({
  fault: why,
  call,
  options: { secure: why !== 'refused' },
  strike: (sale) => sale.refuse(call, why),
  road: roadPast(call, 'not-sent'),
});

const shutOut = (call: CallName): WireCase => ({
  ...troubled(call, 'credentials refused', CREDENTIALS_REFUSED),
  road: roadPast(call, 'credentials-refused'),
});

const CASES: readonly WireCase[] = CALLS.flatMap((call) => [
  ...REFUSALS.map((why) => unreached(call, why)),
  ...Object.entries(TROUBLES).map(([fault, trouble]) => troubled(call, fault, trouble)),
  shutOut(call),
]);

const sell = async (sale: Sale, tried: WireCase): Promise<boolean> => {
  const first = await untilStruck(sale, tried);
  const wasStruck = sale.struck(tried.call) > 0;
  const isOver = paymentOf(sale, first).state === 'failed';
  if (isOver) sale.lift();
  const last = isOver ? await sale.charge(1350) : first;
  await finish(sale, last);
  const road = tried.endOnly === true ? sale.road.slice(-tried.road.length) : sale.road;
  return wasStruck && road.join() === tried.road.join() && isOneTruth(sale, last);
};

const play = async (tried: WireCase): Promise<WireFault> => {
  const { fault, call } = tried;
  const sale = await openSale(tried.options);
  try {
    const ok = await sell(sale, tried);
    return { fault, call, outcome: sale.road.join(' → '), ok };
  } catch (error) {
    return { fault, call, outcome: String(error), ok: false };
  } finally {
    await sale.close();
  }
};

/** Tries them all, one after the other; takes about twenty seconds. Never rejects for what a sale does. */
export const wireFaults = async (): Promise<readonly WireFault[]> => {
  const all: WireFault[] = [];
  for (const tried of CASES) all.push(await play(tried));
  return all;
};
