import { describe, expect, onTestFinished, test } from 'vitest';
import type { ShiftClosedView } from '#contract';
import { followLanguage } from '#contract';
import { shiftClosedWords, zoneNote } from '../../../../src-renderer/till/day/day-words.ts';
import { stampsIn } from '../../../../src-renderer/till/time-words.ts';
import {
  differencesIn,
  hereWords,
  thereWords,
  whatWords,
} from '../../../../src-renderer/till/day/reconciliation/reconciliation-words.ts';
import { writtenWords } from '../../../../src-renderer/till/export/export-words.ts';
import type { Reconciled } from '../../harness/day-views.ts';
import { one, reconciled } from '../../harness/day-views.ts';
import { NOON } from '../../harness/views.ts';

const closed = (declared: number | null, taken: ShiftClosedView['taken']): string =>
  shiftClosedWords({ number: 4, openedAt: NOON, closedAt: NOON, currency: 'CNY', declared, taken });
const taken = { paid: one, refunded: {}, expected: 1_250 };

describe('a closed shift in words', () => {
  test('only says that it is closed to a person who closed it blind', () => {
    expect(closed(1_200, null)).toBe('Shift 4 is closed.');
  });

  test('says how much less or more was counted, or that it agrees', () => {
    expect(closed(1_200, taken)).toContain('The counted total is ¥0.50 short');
    expect(closed(1_300, taken)).toContain('¥0.50 over');
    expect(closed(1_250, taken)).not.toContain('0.50');
    expect(closed(null, taken)).toContain('12.50');
  });
});

test('a saved file is named, with its number of entries if it has any', () => {
  expect(writtenWords({ fileName: 'day.csv', rows: 12 })).toContain('day.csv, 12 entries');
  expect(writtenWords({ fileName: 'z-7.pdf', rows: null })).toBe('Saved: z-7.pdf');
});

const line: Reconciled['lines'][number] = {
  of: 'payment',
  kind: 'different',
  why: 'other-money',
  reference: 'T1-7',
  paymentReference: 'T1-7',
  gatewayId: '6000007',
  here: { state: 'paid', amount: 10_000, currency: 'CNY' },
  there: { statusId: 2, amount: 9_000, currency: 'CNY' },
};

describe('a difference from the gateway’s list in words', () => {
  test('says what is here and what is at the gateway, each in its own words', () => {
    expect(hereWords(line)).toEqual({ state: 'Paid', money: '¥100.00' });
    expect(thereWords(line)).toEqual({ state: 'Success', money: '¥90.00' });
  });

  test('names both currencies where they differ, since ¥ is yuan and yen', () => {
    const inYen = { ...line, there: { statusId: 2, amount: 9_000, currency: 'JPY' } };
    expect(hereWords(inYen).money).toBe('CNY 100.00');
    expect(thereWords(inYen).money).toBe('JPY 90');
  });

  test('says “nothing” for the side that lacks it', () => {
    expect(hereWords({ ...line, here: null })).toEqual({ state: 'nothing', money: '' });
    expect(thereWords({ ...line, there: null })).toEqual({ state: 'nothing', money: '' });
  });

  test('of a refund names its payment, and uses our currency if the gateway leaves it out', () => {
    const refund = {
      ...line,
      of: 'refund',
      reference: 'T1-R1',
      here: { state: 'refunded', amount: 500, currency: 'CNY' },
      there: { statusId: 4, amount: 500, currency: null },
    } as const;
    expect(whatWords(refund)).toContain('T1-7');
    expect(hereWords(refund)).toEqual({ state: 'refunded', money: '¥5.00' });
    expect(thereWords(refund)).toEqual({ state: 'Failed', money: '¥5.00' });
  });

  test.each([
    ['sending', 'Sending'],
    ['unknown', 'Checking'],
    ['open', 'Waiting for scan'],
    ['pending', 'Customer confirms'],
    ['paid', 'Paid'],
    ['cancelled', 'Cancelled'],
    ['failed', 'Failed'],
    ['expired', 'Expired'],
  ] as const)('says of a payment that is %s here what the till says of it', (state, words) => {
    expect(hereWords({ ...line, here: { state, amount: 1, currency: 'CNY' } }).state).toBe(words);
  });

  test.each([
    ['sending', 'wird gesendet'],
    ['unknown', 'Ausgang unbekannt'],
    ['requested', 'angefordert'],
    ['refunded', 'erstattet'],
    ['failed', 'fehlgeschlagen'],
  ] as const)('says of a refund that is %s here what a report says of it, in German too', (state, words) => {
    followLanguage(() => 'de');
    onTestFinished(() => followLanguage(() => 'en'));
    const refund = { ...line, of: 'refund', here: { state, amount: 1, currency: 'CNY' } } as const;
    expect(hereWords(refund).state).toBe(words);
  });

  test('is counted for every line that does not match', () => {
    const { last } = reconciled({
      payments: { matched: 57, 'only-here': 1, 'only-there': 2, different: 3 },
      refunds: { matched: 1, 'only-here': 0, 'only-there': 0, different: 4 },
    });
    expect(differencesIn(last!.day)).toBe(10);
  });
});

describe('the time zone of a Z in words', () => {
  test('is not mentioned where it was named', () => {
    expect(zoneNote({ timeZone: 'Asia/Shanghai' })).toBe('');
  });

  test('is called the computer’s clock if nobody named one', () => {
    expect(zoneNote({ timeZone: '+08:00', timeZoneAssumed: true })).toContain(
      'follow this computer’s clock, +08:00',
    );
    expect(stampsIn('+08:00')(Date.UTC(2026, 10, 23, 20))).toContain('Tue 24 Nov 2026, 04:00');
  });

  test('that is unknown to this computer leaves times in UTC, and says so', () => {
    expect(zoneNote({ timeZone: 'Mars/Olympus' })).toContain('UTC');
    expect(stampsIn('Mars/Olympus')(Date.UTC(2026, 10, 23, 20))).toContain('Mon 23 Nov 2026, 20:00');
  });
});
