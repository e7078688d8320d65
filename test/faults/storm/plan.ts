/** The plan of a storm, decided in advance by its seed. */
import fc from 'fast-check';
import type { CustomerAction } from '#simulator/simulator.ts';

/** What a cashier can do. */
export type CashierAction = 'charge' | 'cancel' | 'leave' | 'refund' | 'reconcile' | 'close';

/** A change of how the gateway or its network behaves; times in ms. */
export type Disturbance =
  /** The next payment goes through this scenario of the simulator. */
  | { readonly scenario: string }
  /** The next call of this kind has this fault. */
  | { readonly fault: string; readonly call: string }
  | {
      readonly delayMs: number;
      readonly slowAnswerMs: number;
      readonly processingMs: number;
      readonly refundDelayMs: number;
    }
  /** How long connections are refused. */
  | { readonly downMs: number };

export interface Customer {
  /** Counted back from the newest undecided payment; wraps around. */
  readonly nth: number;
  readonly action: CustomerAction;
}

/**
 * What the gateway has of this till and its journal lacks: a payment, or a payment with a refund. Only a reconciliation
 * can import it.
 */
export type Lost = 'payment' | 'payment-and-refund';

/** Which payment a refund is for, and how much. */
export interface RefundPlan {
  /** Counted back from the newest paid payment; wraps around. */
  readonly nth: number;
  /** Of what is refundable. */
  readonly percent: number;
}

export interface Moment {
  readonly disturbance: Disturbance | null;
  readonly customer: Customer | null;
  readonly lost: Lost | null;
  /** The cashier does the first of these that the screen allows. */
  readonly wishes: readonly CashierAction[];
  readonly refundPlan: RefundPlan;
  readonly thenMs: number;
}

/** When the power fails: `pauseMs` after that, or at the end of the life if that never happens. */
export interface Cut {
  readonly after: 'power-on' | CashierAction | 'answer' | 'refund-answer' | 'nothing';
  readonly pauseMs: number;
}

export interface Life {
  readonly moments: readonly Moment[];
  readonly cut: Cut;
}

/** `quick` has hardly anything that takes the till half a minute to resolve. */
export type Profile = 'full' | 'quick';

interface Mix {
  readonly stories: readonly string[];
  readonly faults: readonly string[];
  readonly calls: readonly string[];
  readonly acts: readonly CustomerAction[];
  readonly longestDownMs: number;
  readonly cuts: readonly Cut['after'][];
}

const QUICK: Mix = {
  stories: ['pays-soon', 'declines', 'customer-cancels', 'slow-answer', 'refunds-fail', 'refunds-fail'],
  faults: ['slow-answer', 'answer-lost', 'unavailable-after-storing', 'malformed-answer'],
  calls: ['create', 'refund'],
  acts: ['pay', 'pay', 'pay', 'decline'],
  longestDownMs: 100,
  cuts: ['power-on', 'answer', 'cancel', 'refund-answer', 'reconcile', 'close'],
};

const PROFILES: Readonly<Record<Profile, Mix>> = {
  quick: QUICK,
  full: {
    stories: [
      ...QUICK.stories,
      ...['expires-early', 'late-success', 'paid-after-decline', 'paid-after-cancel'],
      ...['cancel-refused', 'cancel-requested', 'goes-backwards', 'declined-after-scan'],
      ...['unknown-return-code', 'unknown-status', 'number-types', 'null-customer', 'qr-code-given'],
    ],
    faults: [
      ...QUICK.faults,
      ...['request-lost', 'no-answer', 'server-error', 'too-many-requests', 'not-authorized'],
      ...['empty-answer', 'html-502', 'html-502-after-storing'],
    ],
    calls: ['create', 'create', 'get', 'list', 'cancel', 'refund', 'refund', 'refund-list', 'refund-get'],
    acts: ['scan', 'scan', 'pay', 'pay', 'confirm', 'decline', 'walk-away'],
    longestDownMs: 1_500,
    cuts: [
      ...(['power-on', 'charge', 'charge', 'answer', 'cancel', 'leave'] as const),
      ...(['refund', 'refund', 'refund-answer', 'reconcile', 'reconcile', 'close', 'nothing'] as const),
    ],
  },
};

const ms = (most: number) => fc.integer({ min: 0, max: most });
const sometimes = <T>(share: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.oneof({ weight: share, arbitrary }, { weight: 100 - share, arbitrary: fc.constant(null) });

const disturbanceOf = ({ stories, faults, calls, longestDownMs }: Mix): fc.Arbitrary<Disturbance> =>
  fc.oneof(
    { weight: 35, arbitrary: fc.record({ scenario: fc.constantFrom(...stories) }) },
    {
      weight: 40,
      arbitrary: fc.record({ fault: fc.constantFrom(...faults), call: fc.constantFrom(...calls) }),
    },
    {
      weight: 15,
      arbitrary: fc.record({
        delayMs: fc.constantFrom(0, 0, 20, 150, 600),
        slowAnswerMs: fc.integer({ min: 200, max: 3_000 }),
        processingMs: ms(2_000),
        refundDelayMs: fc.constantFrom(0, 0, 500, 3_000),
      }),
    },
    { weight: 10, arbitrary: fc.record({ downMs: fc.integer({ min: 50, max: longestDownMs }) }) },
  );

const customerIn = ({ acts }: Mix): fc.Arbitrary<Customer> =>
  fc.record({
    nth: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(20) }),
    action: fc.constantFrom(...acts),
  });

const REFUND_PLAN: fc.Arbitrary<RefundPlan> = fc.record({
  nth: fc.nat(5),
  percent: fc.oneof(fc.constant(100), fc.integer({ min: 1, max: 99 })),
});

/** In how many of a hundred moments a cashier wants each of these. */
type Wishes = Readonly<Record<Exclude<CashierAction, 'charge'>, number>>;

const WISHES: Wishes = { close: 2, reconcile: 3, refund: 8, cancel: 20, leave: 60 };

/** Otherwise a power cut planned for such an action would mostly find none. */
const WISHES_BEFORE: Readonly<Partial<Record<Cut['after'], Partial<Wishes>>>> = {
  cancel: { cancel: 50 },
  refund: { refund: 50 },
  'refund-answer': { refund: 50 },
  reconcile: { reconcile: 50 },
  close: { close: 50 },
};

const momentsOf = (mix: Mix, wishes: Wishes): fc.Arbitrary<readonly Moment[]> => {
  const wish = (action: keyof Wishes) => sometimes(wishes[action], fc.constant(action));
  const moment = fc.record({
    disturbance: sometimes(15, disturbanceOf(mix)),
    customer: sometimes(35, customerIn(mix)),
    lost: sometimes(2, fc.constantFrom('payment' as const, 'payment-and-refund' as const)),
    wishes: fc
      .tuple(
        wish('close'),
        wish('reconcile'),
        wish('refund'),
        fc.constant('charge' as const),
        wish('cancel'),
        wish('leave'),
      )
      .map((wished) => wished.filter((action) => action !== null)),
    refundPlan: REFUND_PLAN,
    thenMs: fc.integer({ min: 5, max: 120 }),
  });
  const some = (least: number, most: number) =>
    fc.array(moment, { minLength: least, maxLength: most, size: 'max' });
  // A short life ends before its first poll, so there is sometimes a long one.
  return fc.oneof({ weight: 10, arbitrary: some(2, 14) }, { weight: 1, arbitrary: some(40, 60) });
};

/** Mostly before the till has shown a result. */
const SOON = fc.oneof(ms(15), ms(80));

const lifeIn = (mix: Mix): fc.Arbitrary<Life> =>
  fc.constantFrom(...mix.cuts).chain((after) =>
    fc.record({
      moments: momentsOf(mix, { ...WISHES, ...WISHES_BEFORE[after] }),
      cut: fc.record({ after: fc.constant(after), pauseMs: after === 'power-on' ? ms(400) : SOON }),
    }),
  );

/** The lives of one till, one for each power cut. */
export const livesOf = (options: {
  readonly seed: number;
  readonly kills: number;
  readonly profile: Profile;
}): readonly Life[] =>
  fc.sample(lifeIn(PROFILES[options.profile]), {
    seed: options.seed,
    numRuns: options.kills,
    unbiased: true,
  });
