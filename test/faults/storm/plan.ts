/** All that is decided before a storm begins. The same seed decides the same. */
import fc from 'fast-check';
import type { CustomerAction } from '#simulator/simulator.ts';

/** What a cashier can do. */
export type Deed = 'charge' | 'cancel' | 'leave' | 'refund' | 'compare' | 'close';

/** A change in the world outside the till; times in ms. */
export type Weather =
  /** The next payment lives through this story of the simulator's. */
  | { readonly scenario: string }
  /** The next such call meets this trouble. */
  | { readonly fault: string; readonly call: string }
  | {
      readonly delayMs: number;
      readonly slowAnswerMs: number;
      readonly processingMs: number;
      readonly refundDelayMs: number;
    }
  /** Connections are refused for so long. */
  | { readonly downMs: number };

export interface Customer {
  /** Counted back from the newest payment that is not decided; past the oldest it begins anew. */
  readonly nth: number;
  readonly action: CustomerAction;
}

/**
 * What the gateway has of this till and its journal does not, as if that had lost it: a payment, or one of which money
 * was refunded. Only a reconciliation can import it.
 */
export type Lost = 'payment' | 'payment-and-refund';

/** How money is refunded, when it is. */
export interface RefundPlan {
  /** Counted back from the newest paid payment; past the oldest it begins anew. */
  readonly nth: number;
  /** Of what is left of it. */
  readonly percent: number;
}

export interface Moment {
  readonly weather: Weather | null;
  readonly customer: Customer | null;
  readonly lost: Lost | null;
  /** The cashier does the first of these that the screen allows. */
  readonly wishes: readonly Deed[];
  readonly refundPlan: RefundPlan;
  readonly thenMs: number;
}

/** When the power fails: `pauseMs` after that; where it never comes to that, when the life's moments have run out. */
export interface Cut {
  readonly after: 'power-on' | Deed | 'answer' | 'refund-answer' | 'nothing';
  readonly pauseMs: number;
}

export interface Life {
  readonly moments: readonly Moment[];
  readonly cut: Cut;
}

/** `quick` leaves hardly anything that takes the till half a minute to find out. */
export type Climate = 'stormy' | 'quick';

interface Region {
  readonly stories: readonly string[];
  readonly faults: readonly string[];
  readonly calls: readonly string[];
  readonly acts: readonly CustomerAction[];
  readonly longestDownMs: number;
  readonly cuts: readonly Cut['after'][];
}

const QUICK: Region = {
  stories: ['pays-soon', 'declines', 'customer-cancels', 'slow-answer', 'refunds-fail', 'refunds-fail'],
  faults: ['slow-answer', 'answer-lost', 'unavailable-after-storing', 'malformed-answer'],
  calls: ['create', 'refund'],
  acts: ['pay', 'pay', 'pay', 'decline'],
  longestDownMs: 100,
  cuts: ['power-on', 'answer', 'cancel', 'refund-answer', 'compare', 'close'],
};

const REGIONS: Readonly<Record<Climate, Region>> = {
  quick: QUICK,
  stormy: {
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
      ...(['refund', 'refund', 'refund-answer', 'compare', 'compare', 'close', 'nothing'] as const),
    ],
  },
};

const ms = (most: number) => fc.integer({ min: 0, max: most });
const sometimes = <T>(share: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.oneof({ weight: share, arbitrary }, { weight: 100 - share, arbitrary: fc.constant(null) });

const weatherOf = ({ stories, faults, calls, longestDownMs }: Region): fc.Arbitrary<Weather> =>
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

const customerIn = ({ acts }: Region): fc.Arbitrary<Customer> =>
  fc.record({
    nth: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(20) }),
    action: fc.constantFrom(...acts),
  });

const REFUND_PLAN: fc.Arbitrary<RefundPlan> = fc.record({
  nth: fc.nat(5),
  percent: fc.oneof(fc.constant(100), fc.integer({ min: 1, max: 99 })),
});

/** How often, of a hundred moments, a cashier wishes for what is not done all day long. */
type Wishes = Readonly<Record<Exclude<Deed, 'charge'>, number>>;

const WISHES: Wishes = { close: 2, compare: 3, refund: 8, cancel: 20, leave: 60 };

/** A power cut that waits for a deed would else mostly wait for nothing. */
const WISHES_BEFORE: Readonly<Partial<Record<Cut['after'], Partial<Wishes>>>> = {
  cancel: { cancel: 50 },
  refund: { refund: 50 },
  'refund-answer': { refund: 50 },
  compare: { compare: 50 },
  close: { close: 50 },
};

const momentsOf = (region: Region, wishes: Wishes): fc.Arbitrary<readonly Moment[]> => {
  const wish = (deed: keyof Wishes) => sometimes(wishes[deed], fc.constant(deed));
  const moment = fc.record({
    weather: sometimes(15, weatherOf(region)),
    customer: sometimes(35, customerIn(region)),
    lost: sometimes(2, fc.constantFrom('payment' as const, 'payment-and-refund' as const)),
    wishes: fc
      .tuple(
        wish('close'),
        wish('compare'),
        wish('refund'),
        fc.constant('charge' as const),
        wish('cancel'),
        wish('leave'),
      )
      .map((wished) => wished.filter((deed) => deed !== null)),
    refundPlan: REFUND_PLAN,
    thenMs: fc.integer({ min: 5, max: 120 }),
  });
  const some = (least: number, most: number) =>
    fc.array(moment, { minLength: least, maxLength: most, size: 'max' });
  // A short life never comes to its first poll; now and then there is a long one.
  return fc.oneof({ weight: 10, arbitrary: some(2, 14) }, { weight: 1, arbitrary: some(40, 60) });
};

/** Mostly before the till has shown anything of it. */
const SOON = fc.oneof(ms(15), ms(80));

const lifeIn = (region: Region): fc.Arbitrary<Life> =>
  fc.constantFrom(...region.cuts).chain((after) =>
    fc.record({
      moments: momentsOf(region, { ...WISHES, ...WISHES_BEFORE[after] }),
      cut: fc.record({ after: fc.constant(after), pauseMs: after === 'power-on' ? ms(400) : SOON }),
    }),
  );

/** The lives of one till, one for each power cut. */
export const livesOf = (options: {
  readonly seed: number;
  readonly kills: number;
  readonly climate: Climate;
}): readonly Life[] =>
  fc.sample(lifeIn(REGIONS[options.climate]), {
    seed: options.seed,
    numRuns: options.kills,
    unbiased: true,
  });
