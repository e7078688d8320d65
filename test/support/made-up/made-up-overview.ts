/** The overview of a made-up week, read on its Saturday afternoon; every part adds up to the same. */
import type { Overview } from '#domain/takings/overview.ts';

const OPENS = 9;
/** Net by hour from nine on, Monday to Saturday so far; hundredths. */
const SOLD: readonly (readonly number[])[] = [
  [18_000, 34_050, 42_000, 88_000, 71_500, 36_000, 29_000, 31_000, 47_000, 62_000, 38_000, 14_000],
  [15_000, 31_000, 40_500, 80_000, 66_000, 30_000, 27_000, 26_000, 45_000, 60_000, 35_000, 12_000],
  [17_000, 36_000, 46_000, 90_000, 73_000, 37_000, 31_000, 33_000, 50_000, 66_000, 41_000, 16_000],
  [21_000, 39_000, 52_000, 96_000, 80_000, 41_000, 36_000, 35_000, 54_000, 70_000, 46_000, 19_000],
  [24_000, 46_000, 60_000, 120_000, 98_000, 52_000, 44_000, 43_000, 68_000, 92_000, 57_000, 22_000],
  [22_000, 57_000, 84_000, 133_000, 101_000, 41_650],
  [],
];
const BEFORE_BY_DAY = [489_000, 492_000, 498_500, 561_000, 662_000, 801_500, 745_000];
const DATES = ['23', '24', '25', '26', '27', '28', '29'].map((day) => `2026-11-${day}`);

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
const net = sum(SOLD.flat());
const refunded = 31_200;

export const madeUpOverview: Overview = {
  from: '2026-11-23',
  to: '2026-11-29',
  beforeFrom: '2026-11-16',
  currency: 'CNY',
  net,
  paidCount: 241,
  paid: net + refunded,
  refundedCount: 4,
  refunded,
  otherNets: [],
  beforeNet: 3_080_000,
  days: DATES.map((date, index) => ({
    date,
    net: sum(SOLD[index] ?? []),
    before: BEFORE_BY_DAY[index] ?? 0,
  })),
  hours: Array.from({ length: 12 }, (_, index) => ({
    hour: OPENS + index,
    net: sum(SOLD.map((day) => day[index] ?? 0)),
    before: sum(SOLD.map((day) => Math.round((day[index] ?? 0) * 0.94))),
  })),
  weekdays: SOLD.map((day) => ({
    net: sum(day),
    hours: Array.from({ length: 24 }, (_, hour) => day[hour - OPENS] ?? 0),
  })),
  cashiers: [
    { name: '王小明', count: 112, net: 1_520_400 },
    { name: '陈伟', count: 76, net: 987_150 },
    { name: 'Ada', count: 53, net: net - 1_520_400 - 987_150 },
  ],
  ends: { started: 257, paid: 241, cancelled: 5, expired: 9, failed: 2 },
  waits: [3, 18, 58, 72, 39, 22, 13, 7, 4, 2, 1, 1, 1],
  typicalWait: 36,
  now: { date: '2026-11-28', hour: 14 },
  isWhole: true,
};

const saturday = SOLD[5] ?? [];
const A_WEEK_AGO = [
  20_000, 60_000, 80_000, 120_000, 100_000, 70_000, 60_000, 55_000, 90_000, 110_000, 80_000, 40_000,
];

/** The Saturday of that week, at the same time. */
export const madeUpSaturday: Overview = {
  ...madeUpOverview,
  from: '2026-11-28',
  to: '2026-11-28',
  beforeFrom: '2026-11-21',
  net: sum(saturday),
  paidCount: 37,
  paid: sum(saturday) + 8_800,
  refundedCount: 1,
  refunded: 8_800,
  beforeNet: 391_400,
  days: [{ date: '2026-11-28', net: sum(saturday), before: sum(A_WEEK_AGO) }],
  hours: A_WEEK_AGO.map((before, index) => ({ hour: OPENS + index, net: saturday[index] ?? 0, before })),
};
