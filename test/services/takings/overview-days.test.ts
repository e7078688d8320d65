import { expect, test } from 'vitest';
import { businessDays } from '#domain/shop/business-day.ts';
import { calendarOf } from '#domain/takings/calendar.ts';
import { quarterBegins, quarterOf } from '#domain/takings/quarter-hour.ts';
import { shiftDay } from '#domain/time-zone.ts';
import { readOverview } from '#services/takings/overview.ts';
import { newJournalFile, openForTest, sell } from '../../sqlite/kit/new-journal.ts';
import { HandClock } from '../../support/fakes/hand-clock.ts';

test('each day of a week in which the clocks are set back keeps its own sales', () => {
  const days = businessDays({ cutOff: '00:00', timeZone: 'Europe/Berlin' });
  const { dates, quarters, places } = calendarOf(days, { from: '2026-10-20', to: '2026-10-29' });
  const placeOf = places();
  const at = [
    '2026-10-24T21:59Z',
    '2026-10-24T22:00Z',
    '2026-10-25T00:30Z',
    '2026-10-25T01:30Z',
    '2026-10-25T22:59Z',
  ];
  const found = [...at, '2026-10-25T23:00Z', '2026-10-28T23:00Z'].map((time) => {
    const { day, hour } = placeOf(quarterOf(Date.parse(time)));
    return `${dates[day] ?? ''} ${String(hour)}`;
  });
  expect(found).toEqual([
    '2026-10-24 23',
    '2026-10-25 0',
    '2026-10-25 2',
    '2026-10-25 2',
    '2026-10-25 23',
    '2026-10-26 0',
    '2026-10-29 0',
  ]);
  expect(quarters[1] - quarters[0]).toBe((10 * 24 + 1) * 4);
});

test.each([
  ['are set back', '2026-10-25T14:00Z', '2026-10-18T12:59Z', '2026-10-18T13:01Z'],
  ['are set forward', '2026-03-29T13:00Z', '2026-03-22T13:59Z', '2026-03-22T14:01Z'],
  [
    'were set back after midnight, before the day ended',
    '2026-10-25T01:30Z',
    '2026-10-18T00:29Z',
    '2026-10-18T00:31Z',
  ],
])(
  'on a day on which the clocks %s, the same weekday counts up to the same time',
  (_when, now, counted, later) => {
    const journal = openForTest(newJournalFile());
    const cutOff = now === '2026-10-25T01:30Z' ? '04:00' : '00:00';
    const days = businessDays({ cutOff, timeZone: 'Europe/Berlin' });
    for (const [amount, at] of [
      [100, counted],
      [2_000, later],
    ] as const)
      sell(journal, `T1-${amount}`, Date.parse(at) - 2_000, { amount });
    const clock = new HandClock(Date.parse(now));
    const today = days.dateOf(clock.now());
    const overview = readOverview({ journal, days, clock, currency: 'CNY' }, { from: today, to: today });
    expect(overview.beforeNet).toBe(100);
  },
);

/** Zones whose hours begin with those of UTC and others, changes of the clocks, and cut-offs within an hour. */
const ANYWHERE = [
  ['Asia/Shanghai', '04:00', 'hour'],
  ['Asia/Kolkata', '04:00', 'quarter'],
  ['Asia/Kolkata', '04:30', 'quarter'],
  ['Asia/Kathmandu', '03:45', 'quarter'],
  ['Europe/Berlin', '00:00', 'hour'],
  ['Europe/Berlin', '02:30', 'quarter'],
  ['America/New_York', '05:15', 'quarter'],
  ['Australia/Lord_Howe', '00:00', 'quarter'],
] as const;

test.each(ANYWHERE)(
  'in %s, with a day from %s on, each sale counts for its own day and hour',
  (timeZone, cutOff, step) => {
    const journal = openForTest(newJournalFile());
    const days = businessDays({ cutOff, timeZone });
    const clock = new HandClock(Date.parse('2026-11-28T06:37Z'));
    const sales = Array.from({ length: 150 }, (_, n) => {
      const at = Date.parse('2026-08-20T00:07Z') + n * 15 * 3_600_000 + (n % 9) * 8 * 60_000;
      return { at, amount: 100 + n };
    });
    journal.transaction(() => {
      for (const [n, { at, amount }] of sales.entries()) sell(journal, `T1-${n}`, at, { amount });
    });
    const range = { from: '2026-10-01', to: '2026-11-20' };
    const placeOf = (at: number) => {
      const begins = quarterBegins(quarterOf(at + 2_000));
      return { date: days.dateOf(begins), hour: days.hourOf(begins) };
    };
    const placed = sales.map(({ at, amount }) => ({ ...placeOf(at), amount }));
    const within = placed.filter(({ date }) => date >= range.from && date <= range.to);
    const sum = (some: readonly { amount: number }[]): number =>
      some.reduce((total, { amount }) => total + amount, 0);

    expect(calendarOf(days, range).step).toBe(step);
    const overview = readOverview({ journal, days, clock, currency: 'CNY' }, range);
    expect(overview).toMatchObject({ net: sum(within), paidCount: within.length });
    expect(overview.ends).toMatchObject({ started: within.length, paid: within.length });
    expect(overview.days.map(({ net }) => net)).toEqual(
      overview.days.map(({ date }) => sum(within.filter((one) => one.date === date))),
    );
    expect(overview.days.map(({ before }) => before)).toEqual(
      overview.days.map(({ date }) => sum(placed.filter((one) => one.date === shiftDay(date, -56)))),
    );
    for (const { hour, net } of overview.hours)
      expect(net).toBe(sum(within.filter((one) => one.hour === hour)));
    expect(sum(overview.hours.map(({ net }) => ({ amount: net })))).toBe(sum(within));
    expect(overview.beforeNet).toBe(sum(overview.days.map(({ before }) => ({ amount: before }))));
  },
);
