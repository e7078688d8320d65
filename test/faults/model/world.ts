/**
 * Everything that can happen to one payment, one move at a time, as a `PaymentRun` would see it. The gateway
 * answers only what `nextStep` asked; cashier, clock and power act at any time.
 */
import { advance } from '#domain/payment/advance.ts';
import type { GatewayPayment } from '#domain/gateway/gateway-payment.ts';
import type { Contact } from '#domain/story/contact.ts';
import type { Step } from '#domain/payment/next-step.ts';
import { nextStep } from '#domain/payment/next-step.ts';
import { PACE } from '#domain/pace.ts';
import type { Payment, PaymentEvent, SettledAs } from '#domain/payment/payment.ts';
import { expiresAt } from '#domain/payment/payment.ts';
import { reportOf } from '#domain/payment/settled-by-hand.ts';
import type { Person } from '#domain/staff/staff.ts';
import { intent } from '../../support/station-kit.ts';
import { gatewayPayment } from '../../support/fakes/scripted-gateway.ts';

/** What an independent observer records, to check the code against. */
interface Witness {
  /** Look-ups that found nothing since the outcome became unknown, and when the first of them did. */
  readonly misses: number;
  readonly firstMissAt: number;
  readonly cancelWanted: boolean;
}

export interface World {
  readonly payment: Payment;
  readonly contact: Contact;
  /** Epoch ms; the payment starts at 0. */
  readonly now: number;
  readonly witness: Witness;
}

export interface Move {
  readonly name: string;
  /** What happened to the payment, whether it applied or not. */
  readonly event: PaymentEvent | undefined;
  readonly to: World;
}

const CREATE_DOUBTS = ['no-answer', 'server-fault', 'malformed', 'duplicate'] as const;
const REFUSALS = ['rejected', 'credentials-refused', 'not-sent'] as const;

const reported = (change: Partial<GatewayPayment>): GatewayPayment => gatewayPayment(intent, change);

/** One of each class of status. */
const OURS = [1, 6, 7, 2, 3, 4, 5, 14, 99].map((statusId) => reported({ statusId }));

/** The same, and four reports that do not match our payment. */
const REPORTS: readonly GatewayPayment[] = [
  ...OURS,
  reported({ amount: 1251 }),
  reported({ amount: 1251, statusId: 2 }),
  reported({ currency: 'EUR', statusId: 5 }),
  reported({ reference: 'someone-else', statusId: 2 }),
];

const silent = (chance: number, since: number): Contact => ({
  since,
  lastAt: null,
  failures: 0,
  notBefore: 0,
  chance,
});

const NOTHING_SEEN: Witness = { misses: 0, firstMissAt: 0, cancelWanted: false };

/** The beginnings of a payment: intended here, or imported from the gateway. */
export const beginnings = (chance: number): readonly World[] =>
  [
    { type: 'intended', intent } as const,
    ...OURS.map((payment) => ({ type: 'found', intent, payment }) as const),
  ].map((event) => {
    const payment = advance(undefined, event, 0);
    if (!payment) throw new Error(`${event.type} begins nothing`);
    return { payment, contact: silent(chance, 0), now: 0, witness: NOTHING_SEEN };
  });

/** The next step the code chooses. */
export const stepOf = ({ payment, contact, now }: World): Step =>
  nextStep(payment, contact, now, () => PACE.polls);

const seenBy = (witness: Witness, event: PaymentEvent, at: number): Witness => {
  if (event.type === 'missed') {
    return {
      ...witness,
      misses: witness.misses + 1,
      firstMissAt: witness.misses === 0 ? at : witness.firstMissAt,
    };
  }
  if (event.type === 'cancel-asked') return { ...witness, cancelWanted: true };
  return event.type === 'doubted' || event.type === 'resent'
    ? { ...witness, misses: 0, firstMissAt: 0 }
    : witness;
};

const happen = (world: World, name: string, event: PaymentEvent, change: Partial<World> = {}): Move => {
  const later = { ...world, ...change };
  const payment = advance(later.payment, event, later.now);
  if (!payment) return { name, event, to: later };
  return { name, event, to: { ...later, payment, witness: seenBy(later.witness, event, later.now) } };
};

const afterAnswer = ({ contact }: World, at: number, answered: boolean): Partial<World> => ({
  now: at,
  contact: { ...contact, lastAt: at, failures: answered ? 0 : contact.failures + 1 },
});

const answersToCreate = (world: World): readonly Move[] => {
  const fresh = { contact: { ...world.contact, lastAt: null, failures: 0 } };
  return [
    ...REPORTS.map((payment) =>
      happen(world, `created ${payment.statusId}`, { type: 'created', payment }, fresh),
    ),
    ...CREATE_DOUBTS.map((doubt) => happen(world, doubt, { type: 'doubted', doubt, reasons: [] }, fresh)),
    ...REFUSALS.map((failure) =>
      happen(world, failure, { type: 'refused', failure, reasons: [], payment: null }, fresh),
    ),
  ];
};

const answersToQuestion = (world: World, at: number): readonly Move[] => [
  ...REPORTS.map((payment) =>
    happen(
      world,
      `reported ${payment.statusId}`,
      reportOf(world.payment, payment),
      afterAnswer(world, at, true),
    ),
  ),
  { name: 'no answer', event: undefined, to: { ...world, ...afterAnswer(world, at, false) } },
];

const answersToCancel = (world: World, at: number): readonly Move[] =>
  (['accepted', 'refused'] as const).map((answer) =>
    happen(
      world,
      `cancel ${answer}`,
      { type: 'cancel-answered', answer, reasons: [] },
      afterAnswer(world, at, true),
    ),
  );

/** The possible results of the chosen step; empty if there is none. */
const outcomes = (world: World): readonly Move[] => {
  const step = stepOf(world);
  const at = 'at' in step ? Math.max(step.at, world.now) : world.now;
  switch (step.do) {
    case 'send':
      return answersToCreate(world);
    case 'send-again':
      return [happen(world, 'send again', { type: 'resent' })];
    case 'fail':
      return [
        happen(world, 'fail', { type: 'refused', failure: 'never-arrived', reasons: [], payment: null }),
      ];
    case 'ask-cancel':
      return [happen(world, 'deadline', { type: 'cancel-asked', by: 'deadline', person: null })];
    case 'cancel':
      return [...answersToQuestion(world, at), ...answersToCancel(world, at)];
    case 'look-up':
      return [
        ...answersToQuestion(world, at),
        happen(world, 'not found', { type: 'missed' }, afterAnswer(world, at, true)),
      ];
    case 'poll':
    case 'watch':
      return answersToQuestion(world, at);
    case 'rest':
      return [];
    default:
      return step satisfies never;
  }
};

/** The power is cut and comes back: earlier calls are forgotten, and a request may have been on the wire. */
const crash = (world: World): Move => {
  const awake = { contact: silent(world.contact.chance, world.now) };
  return world.payment.state === 'sending'
    ? happen(world, 'crash', { type: 'doubted', doubt: 'interrupted', reasons: [] }, awake)
    : { name: 'crash', event: undefined, to: { ...world, ...awake } };
};

const timePasses = (world: World): readonly Move[] => {
  const deadline = expiresAt(world.payment) + PACE.expiryGrace;
  return deadline > world.now ? [{ name: 'expiry', event: undefined, to: { ...world, now: deadline } }] : [];
};

/** Every possible move. */
export const movesFrom = (world: World): readonly Move[] => [
  ...outcomes(world),
  happen(world, 'cashier cancels', { type: 'cancel-asked', by: 'cashier', person: null }),
  happen(world, 'a person accepts', { type: 'late-accepted', by: null }),
  happen(world, 'settled as paid', settledAs('paid')),
  happen(world, 'settled as not paid', settledAs('not-paid')),
  crash(world),
  ...timePasses(world),
];

const PATIENCE = 8;

/**
 * Whether the till learns that the customer has paid if every call is answered from here on; also true if it
 * has proof that the gateway never got the payment.
 */
export const paidMeanwhile = (from: World): boolean => {
  let world = from;
  for (let moves = 0; moves < PATIENCE; moves += 1) {
    if (world.payment.state === 'paid' || stepOf(world).do === 'fail') return true;
    const good = outcomes(world).find(
      ({ name }) =>
        name === 'reported 2' || name === 'created 2' || name === 'send again' || name === 'deadline',
    );
    if (!good) return false;
    world = good.to;
  }
  return false;
};

const manager: Person = { id: 'chen', name: 'Chen', role: 'manager' };

const settledAs = (outcome: SettledAs): PaymentEvent => ({
  type: 'settled',
  outcome,
  reason: 'the statement of the wallet says so',
  by: manager,
  approvedBy: manager,
});

const EVERY_EVENT: readonly PaymentEvent[] = [
  { type: 'intended', intent },
  ...OURS.map((payment): PaymentEvent => ({ type: 'found', intent, payment })),
  ...REPORTS.map((payment): PaymentEvent => ({ type: 'created', payment })),
  ...REPORTS.map((payment): PaymentEvent => ({ type: 'observed', payment })),
  ...REPORTS.map((payment): PaymentEvent => ({ type: 'corrected', payment })),
  ...CREATE_DOUBTS.map((doubt): PaymentEvent => ({ type: 'doubted', doubt, reasons: [] })),
  ...([...REFUSALS, 'never-arrived'] as const).map((failure): PaymentEvent => ({
    type: 'refused',
    failure,
    reasons: [],
    payment: null,
  })),
  { type: 'missed' },
  { type: 'cancel-answered', answer: 'accepted', reasons: [] },
  { type: 'cancel-answered', answer: 'refused', reasons: [] },
];

/** Events out of order that change something, such as an answer overtaken by another. */
export const outOfTurn = (world: World): readonly Move[] =>
  EVERY_EVENT.map((event) => happen(world, `${event.type} out of turn`, event)).filter(
    ({ to }) => to.payment !== world.payment,
  );
