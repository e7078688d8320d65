/** What the two shops have taken by noon, as the office would report it. */
import type { Alert } from '../../../../src-office/views/alert-views.ts';
import type {
  Hour,
  Now,
  Outcomes,
  StoreLine,
  Takings,
  Whole,
} from '../../../../src-office/views/now-views.ts';
import { dateOf } from './made-up-shops.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const hours = (first: number, nets: readonly number[]): readonly Hour[] =>
  nets.map((net, index) => ({ hour: first + index, net }));

const sum = (all: readonly Hour[]): number => all.reduce((total, { net }) => total + net, 0);

const takings = (today: readonly Hour[], before: readonly Hour[], paidCount: number): Takings => ({
  currency: 'CNY',
  paid: sum(today) + 3_650,
  paidCount,
  refunded: 3_650,
  refundedCount: 1,
  net: sum(today),
  hours: today,
  before: { net: sum(before), netByNow: sum(before.slice(0, today.length)), hours: before },
});

interface Shop {
  readonly line: Omit<StoreLine, 'takings'>;
  readonly took: Takings;
  readonly outcomes: Outcomes;
}

const shopsAt = (further: number): readonly Shop[] => [
  {
    line: {
      store: 'A',
      name: '莲香茶室 Lotus Tea House',
      environment: 'live',
      tills: 2,
      tillsHeard: 2,
      alert: 'unresolved',
    },
    took: takings(
      hours(9, [21_400, 48_250, 96_150 + further]),
      hours(9, [18_000, 52_000, 71_000, 140_300, 121_500, 64_000, 41_000, 38_000, 66_000, 108_000, 91_000]),
      13,
    ),
    outcomes: { paid: 13, cancelled: 1, expired: 2, failed: 1, unfinished: 1 },
  },
  {
    line: {
      store: 'B',
      name: 'Harbour Kiosk',
      environment: 'live',
      tills: 2,
      tillsHeard: 1,
      alert: 'forked',
    },
    took: takings(
      hours(8, [9_900, 18_000, 24_450, 31_000]),
      hours(8, [8_000, 17_000, 26_000, 33_000, 52_000, 44_000, 20_000, 18_000]),
      11,
    ),
    outcomes: { paid: 11, cancelled: 0, expired: 1, failed: 0, unfinished: 0 },
  },
];

const added = (all: readonly (readonly Hour[])[]): readonly Hour[] => {
  const nets = new Map<number, number>();
  for (const { hour, net } of all.flat()) nets.set(hour, (nets.get(hour) ?? 0) + net);
  return [...nets].map(([hour, net]) => ({ hour, net })).toSorted((one, other) => one.hour - other.hour);
};

const wholeOf = (at: number, shops: readonly Shop[]): Whole => {
  const total = (of: (shop: Shop) => number): number => shops.reduce((all, shop) => all + of(shop), 0);
  const ends = ['paid', 'cancelled', 'expired', 'failed', 'unfinished'] as const;
  return {
    date: dateOf(at),
    opening: 0,
    takings: [
      {
        currency: 'CNY',
        paid: total(({ took }) => took.paid),
        paidCount: total(({ took }) => took.paidCount),
        refunded: total(({ took }) => took.refunded),
        refundedCount: total(({ took }) => took.refundedCount),
        net: total(({ took }) => took.net),
        hours: added(shops.map(({ took }) => took.hours)),
        before: {
          net: total(({ took }) => took.before.net),
          netByNow: total(({ took }) => took.before.netByNow),
          hours: added(shops.map(({ took }) => took.before.hours)),
        },
      },
    ],
    outcomes: Object.fromEntries(
      ends.map((end) => [end, total(({ outcomes }) => outcomes[end])]),
    ) as unknown as Outcomes,
    tills: total(({ line: { tills } }) => tills),
  };
};

/** What a person who looks at one store, or at all (''), sees. */
export type NowOf = (store: string) => Now;

export const nowView =
  (at: number, further = 0): NowOf =>
  (store) => {
    const isOf = (id: string): boolean => store === '' || store === id;
    const shops = shopsAt(further).filter(({ line }) => isOf(line.store));
    const alerts = alertViews(at).filter((alert) => isOf(alert.store));
    return {
      at,
      whole: wholeOf(at, shops),
      stores: shops.map(({ line, took: { currency, net, before } }) => ({
        ...line,
        takings: [{ currency, net, netByNow: before.netByNow }],
      })),
      storeCount: shops.length,
      alerts,
      alertCount: alerts.length,
    };
  };

const alertViews = (at: number): readonly Alert[] => [
  {
    kind: 'forked',
    station: 'S4',
    stationName: 'Terrace',
    store: 'B',
    since: at - 2 * HOUR,
    detail: '18204',
  },
  {
    kind: 'unresolved',
    station: 'S2',
    stationName: 'Counter 2',
    store: 'A',
    since: at - 21 * MINUTE,
    detail: '1',
  },
  {
    kind: 'z-missing',
    station: 'S3',
    stationName: 'Kiosk',
    store: 'B',
    since: at - 9 * HOUR,
    detail: dateOf(at - DAY),
  },
  {
    kind: 'silent',
    station: 'S3',
    stationName: 'Kiosk',
    store: 'B',
    since: at - 47 * MINUTE,
    detail: null,
  },
];
