import { describe, expect, test } from 'vitest';
import type { OverviewInput } from '#contract/views/overview-views.ts';
import type { Reply } from '#contract/problem.ts';
import { businessDays } from '#domain/shop/business-day.ts';
import { defaultSettings, trainingTerminal } from '#domain/shop/settings/settings.ts';
import type { Overview } from '#domain/takings/overview.ts';
import { takingsHandlers } from '#handlers/day/takings.ts';
import type { Intent } from '#domain/payment/payment.ts';
import {
  intended,
  newJournalFile,
  openForTest,
  reportedPayment,
  sell,
} from '../../sqlite/kit/new-journal.ts';
import { refundIntended, refundReported } from '../../sqlite/kit/refund-events.ts';
import { HandClock } from '../../support/fakes/hand-clock.ts';
import { silentLog } from '../../support/station-kit.ts';

const chen = { id: 'p2', name: 'Chen', role: 'manager' } as const;
const mei = { id: 'p5', name: 'Mei', role: 'cashier' } as const;

/** A shop in Shanghai whose day starts at four; it is Saturday there, half past two in the afternoon. */
const shop = (cutOff = '04:00', now = '2026-11-28T14:30') => {
  const journal = openForTest(newJournalFile());
  const at = (local: string): number => Date.parse(`${local}:00+08:00`);
  const clock = new HandClock(at(now));
  const see = { totals: true };
  let number = 0;
  const sale = (local: string, amount: number, change: Partial<Intent> = {}): void => {
    number += 1;
    sell(journal, `T1-${number}`, at(local), { amount, ...change });
  };
  const days = businessDays({ cutOff, timeZone: 'Asia/Shanghai' });
  const asked: Overview[] = [];
  const calls = takingsHandlers({
    journal,
    businessDays: days,
    settings: { terminal: { ...trainingTerminal, currency: 'CNY' } },
    exports: {
      writeOverview: (overview) => {
        asked.push(overview);
        return Promise.resolve({ written: true, fileName: 'overview.csv', rows: 1, sha256: '' });
      },
    },
    settingsStore: { current: defaultSettings },
    session: { permissions: { mayAlone: () => see.totals } },
    clock,
    log: silentLog,
  });
  const value = (reply: Reply<Overview | null>): Overview => {
    if (!reply.ok || !reply.value) throw new Error(JSON.stringify(reply));
    return reply.value;
  };
  const overview = (from: string, to: string): Overview => value(calls['takings.overview']({ from, to }));
  return { journal, at, sale, calls, see, asked, overview, today: () => value(calls['takings.today']()) };
};

describe('what was taken today', () => {
  test('is what was paid less what was refunded, since the cut-off', () => {
    const { journal, at, sale, today } = shop();
    sale('2026-11-28T03:59', 9_900);
    sale('2026-11-28T09:10', 6_200);
    sale('2026-11-28T12:05', 3_650);
    journal.appendRefund(
      'R1',
      refundIntended('R1', 1_200, { paymentReference: 'T1-2' }),
      at('2026-11-28T13:00'),
    );
    journal.appendRefund(
      'R1',
      { type: 'refund-created', refund: refundReported('R1', 1_200, 2) },
      at('2026-11-28T13:01'),
    );
    expect(today()).toMatchObject({
      from: '2026-11-28',
      to: '2026-11-28',
      net: 8_650,
      paidCount: 2,
      paid: 9_850,
      refundedCount: 1,
      refunded: 1_200,
      currency: 'CNY',
    });
  });

  test('is compared with the same weekday up to the same time', () => {
    const { sale, today } = shop('04:00', '2026-11-28T14:37');
    sale('2026-11-21T09:00', 1_000);
    sale('2026-11-21T14:36', 500);
    sale('2026-11-21T14:38', 7_000);
    sale('2026-11-27T09:00', 3_000);
    const { beforeFrom, beforeNet, net } = today();
    expect({ beforeFrom, beforeNet, net }).toEqual({ beforeFrom: '2026-11-21', beforeNet: 1_500, net: 0 });
  });

  test('shows every hour from the first to the last that either day sold in', () => {
    const { sale, today } = shop();
    sale('2026-11-21T09:00', 1_000);
    sale('2026-11-21T12:00', 1_500);
    sale('2026-11-28T10:00', 2_000);
    const { hours, now } = today();
    expect(hours).toEqual([
      { hour: 9, net: 0, before: 1_000 },
      { hour: 10, net: 2_000, before: 0 },
      { hour: 11, net: 0, before: 0 },
      { hour: 12, net: 0, before: 1_500 },
    ]);
    expect(now).toEqual({ date: '2026-11-28', hour: 14 });
  });

  test('of a night shop goes past midnight in one row', () => {
    const { sale, today } = shop('04:00', '2026-11-29T02:00');
    sale('2026-11-28T22:00', 100);
    sale('2026-11-29T01:00', 200);
    expect(today().hours.map(({ hour }) => hour)).toEqual([22, 23, 0, 1]);
  });

  test('in another currency stands beside it, never in it', () => {
    const { sale, today } = shop();
    sale('2026-11-28T09:00', 1_000);
    sale('2026-11-28T09:05', 4_000, { currency: 'EUR' });
    expect(today()).toMatchObject({ net: 1_000, otherNets: [{ amount: 4_000, currency: 'EUR' }] });
  });

  test('of a shop that has sold nothing yet is nothing', () => {
    const { today } = shop();
    expect(today()).toMatchObject({ net: 0, hours: [], cashiers: [], otherNets: [], typicalWait: null });
  });
});

test('is not told to people who may not see totals, and nobody is asked for an approval', () => {
  const { sale, calls, see } = shop();
  sale('2026-11-28T09:00', 1_000);
  see.totals = false;
  expect(calls['takings.today']()).toEqual({ ok: true, value: null });
});

test.each([
  ['today', '2026-11-28', '2026-11-28'],
  ['yesterday', '2026-11-27', '2026-11-27'],
  ['week', '2026-11-23', '2026-11-29'],
  ['month', '2026-11-01', '2026-11-30'],
] as const)('%s is a range by name', (named, from, to) => {
  expect(shop().calls['takings.overview']({ named })).toMatchObject({ ok: true, value: { from, to } });
});

describe('the overview of a range', () => {
  test('has each of its days, and the same weekday before it', () => {
    const { sale, overview } = shop();
    sale('2026-11-16T10:00', 100);
    sale('2026-11-18T10:00', 200);
    sale('2026-11-23T10:00', 300);
    sale('2026-11-28T10:00', 400);
    sale('2026-11-28T11:00', 500);
    const week = overview('2026-11-23', '2026-11-29');
    expect(week.days.map(({ date, net, before }) => [date, net, before])).toEqual([
      ['2026-11-23', 300, 100],
      ['2026-11-24', 0, 0],
      ['2026-11-25', 0, 200],
      ['2026-11-26', 0, 0],
      ['2026-11-27', 0, 0],
      ['2026-11-28', 900, 0],
      ['2026-11-29', 0, 0],
    ]);
    expect(week.weekdays.map(({ net }) => net)).toEqual([300, 0, 0, 0, 0, 900, 0]);
    expect(week.weekdays[5]?.hours[11]).toBe(500);
    expect(week).toMatchObject({ net: 1_200, beforeFrom: '2026-11-16', beforeNet: 300 });
  });

  test('of eight days is compared with the eight that begin two weeks before', () => {
    expect(shop().overview('2026-11-20', '2026-11-27').beforeFrom).toBe('2026-11-06');
  });

  test('that is over is compared with all of the earlier one', () => {
    const { sale, overview } = shop();
    sale('2026-11-20T23:59', 700);
    expect(overview('2026-11-27', '2026-11-27').beforeNet).toBe(700);
  });

  test('names who took how much, and how charges ended', () => {
    const { journal, at, sale, overview } = shop();
    sale('2026-11-28T09:00', 1_000, { cashier: mei });
    sale('2026-11-28T09:10', 5_000, { cashier: chen });
    sale('2026-11-28T09:20', 300);
    journal.append('T1-9', intended('T1-9'), at('2026-11-28T10:00'));
    for (const [type, status] of [
      ['created', 1],
      ['observed', 3],
    ] as const)
      journal.append('T1-9', { type, payment: reportedPayment('T1-9', status) }, at('2026-11-28T10:05'));
    const { cashiers, ends, waits, typicalWait } = overview('2026-11-28', '2026-11-28');
    expect(cashiers).toEqual([
      { name: 'Chen', count: 1, net: 5_000 },
      { name: 'Mei', count: 1, net: 1_000 },
      { name: null, count: 1, net: 300 },
    ]);
    expect(ends).toEqual({ started: 4, paid: 3, cancelled: 1, expired: 0, failed: 0 });
    expect(waits[0]).toBe(3);
    expect(typicalWait).toBe(5);
  });

  test('that begins after it ends, or is longer than a year, is refused in words', () => {
    const { calls } = shop();
    const problemOf = (range: OverviewInput) => calls['takings.overview'](range);
    expect(problemOf({ from: '2026-11-28', to: '2026-11-27' })).toMatchObject({
      problem: { code: 'overview-range-invalid' },
    });
    expect(problemOf({ from: '2025-11-27', to: '2026-11-28' })).toMatchObject({
      problem: { code: 'overview-too-long' },
    });
    expect(problemOf({ from: '2025-11-28', to: '2026-11-28' })).toMatchObject({ ok: true });
  });

  test('is exported as it is seen', async () => {
    const { sale, calls, asked, overview } = shop();
    sale('2026-11-28T09:00', 1_000);
    const range = { from: '2026-11-22', to: '2026-11-28' };
    await calls['takings.export'](range, { by: chen, approvedBy: chen });
    expect(asked).toEqual([overview(range.from, range.to)]);
  });
});
