import { describe, expect, test } from 'vitest';
import type { HealthFacts } from '#domain/health/health-facts.ts';
import type { OfficeStanding } from '#domain/office/office-standing.ts';
import { NOT_CONNECTED } from '#domain/office/office-standing.ts';
import { judgeHealth } from '#domain/health/judge-health.ts';
import { HEALTH_SUBJECTS, levelOf, verdictsOn } from '#domain/health/verdicts.ts';
import { NOON, well } from './well-till.ts';

const HOUR = 3_600_000;
const GIGABYTE = 1024 ** 3;

const MINUTE = 60_000;

const office = (change: Partial<OfficeStanding>): Pick<HealthFacts, 'office'> => ({
  office: {
    connected: { address: 'https://office.example', storeName: 'Garden Café', stationName: 'Till 2' },
    confirmedAt: NOON - MINUTE,
    behind: null,
    trouble: null,
    untakenRow: null,
    restore: null,
    progress: null,
    ...change,
  },
});
const behindFor = (minutes: number) => ({ events: 3, since: NOON - minutes * MINUTE, isLate: minutes > 5 });
const gone = { trouble: 'unreached' } as const;

const levels = (facts: HealthFacts) => {
  const verdicts = judgeHealth(facts);
  return HEALTH_SUBJECTS.filter((subject) => levelOf(subject, verdicts[subject]) !== 'green').map(
    (subject) => `${subject} ${verdicts[subject]} ${levelOf(subject, verdicts[subject])}`,
  );
};

test('a till on which everything works is green in every part', () => {
  expect(levels(well)).toEqual([]);
});

test('a till that was just opened, with no printer and no sale yet, is green in every part', () => {
  const fresh: HealthFacts = {
    ...well,
    gateway: { ...well.gateway, connection: 'idle', answered: null },
    journal: { ...well.journal, openedAt: NOON, rows: 0, lastRowAt: null, signedAt: null, lastCheck: null },
    backups: [],
    printer: { isSetUp: false, printedAt: null, failedAt: null },
    start: { ...well.start, readyAfter: null, autoStart: { isWanted: false, isSet: false } },
    diskUse: null,
  };
  expect(levels(fresh)).toEqual([]);
});

test('a missing backup is a fault only once the first one is overdue', () => {
  const openFor = (minutes: number): HealthFacts => ({
    ...well,
    journal: { ...well.journal, openedAt: NOON - minutes * 60_000 },
    backups: [],
  });
  expect([1, 15, 30].flatMap((minutes) => levels(openFor(minutes)))).toEqual([]);
  expect(levels(openFor(31))).toEqual(['backups none amber']);
});

const { gateway, journal, journalHealth, printer, customerWindow } = well;
const faulty = (fault: HealthFacts['customerWindow']['fault']): Partial<HealthFacts> => ({
  customerWindow: { ...customerWindow, fault },
});
const recovery = {
  why: 'tail-lost',
  rows: 3,
  received: null,
  zsLost: 0,
  found: null,
  complete: true,
} as const;

const { start } = well;
const use = well.diskUse!;

describe('each fault is reported only for its own part', () => {
  const cases: readonly (readonly [string, Partial<HealthFacts>, string])[] = [
    [
      'an answer that takes long',
      { gateway: { ...gateway, connection: 'gateway-slow' } },
      'gateway slow amber',
    ],
    [
      'calls held back',
      { gateway: { ...gateway, connection: 'gateway-down', paused: true } },
      'gateway paused amber',
    ],
    ['no internet', { gateway: { ...gateway, connection: 'no-internet' } }, 'gateway failing red'],
    [
      'a refused ApiKey',
      { gateway: { ...gateway, connection: 'credentials-refused' } },
      'gateway failing red',
    ],
    ['a till without an ApiKey', { gateway: { ...gateway, isSetUp: false } }, 'gateway not-set-up red'],
    [
      'a computer whose time zone has changed since the till opened',
      { zone: { used: 'Asia/Shanghai', computer: 'Europe/Berlin' } },
      'clock zone-changed amber',
    ],
    ['a clock that is wrong', { gateway: { ...gateway, clockSkewMs: -300_000 } }, 'clock wrong red'],
    ['a full disk', { journalHealth: { ...journalHealth, diskTrouble: 'full' } }, 'journal not-written red'],
    ['damage', { journalHealth: { ...journalHealth, damaged: true } }, 'journal damaged red'],
    [
      'payments being fetched',
      { journalHealth: { ...journalHealth, recovery } },
      'journal catching-up amber',
    ],
    ['little space', { journal: { ...journal, freeBytes: GIGABYTE / 2 } }, 'journal low-disk amber'],
    [
      'a check that found damage',
      { journal: { ...journal, lastCheck: { at: NOON, sound: false } } },
      'journal damaged red',
    ],
    [
      'a check of last week',
      { journal: { ...journal, lastCheck: { at: NOON - 7 * 24 * HOUR, sound: true } } },
      'journal unchecked amber',
    ],
    [
      'a backup of this morning, with sales since',
      { backups: [{ name: 'a', at: NOON - 4 * HOUR, bytes: 1 }] },
      'backups old amber',
    ],
    ['a display that was pulled out', faulty('missing'), 'displays missing red'],
    ['a display that paints no more', faulty('silent'), 'displays silent red'],
    ['a code that is not on the display', faulty('no-code'), 'displays no-code red'],
    [
      'a small display for a customer who stands far away',
      { measured: { inches: 10.1, distance: 200 } },
      'displays small amber',
    ],
    ['a till that takes a minute to open', { start: { ...start, openedAfter: 60_000 } }, 'start slow amber'],
    [
      'a system that does not start the till although it should',
      { start: { ...start, autoStart: { isWanted: true, isSet: false } } },
      'start by-hand amber',
    ],
    ['exports of years', { diskUse: { ...use, exports: 3 * GIGABYTE } }, 'disk over amber'],
    ['a till that covers the customer’s window', faulty('covered'), 'displays covered amber'],
    [
      'a large journal of which no further copy fits',
      { journal: { ...journal, bytes: 2 * GIGABYTE, freeBytes: 3 * GIGABYTE } },
      'disk tight amber',
    ],
    ['a print that failed', { printer: { ...printer, failedAt: NOON } }, 'printer failed amber'],
    ['an office that lacks rows for long', office({ behind: behindFor(6) }), 'office late amber'],
    [
      'an office that is gone for long',
      office({ ...gone, confirmedAt: NOON - HOUR }),
      'office unreached amber',
    ],
    ['an office that never answered', office({ ...gone, confirmedAt: null }), 'office unreached amber'],
    ['a till that the office lets in no more', office({ trouble: 'revoked' }), 'office refused red'],
    ['a till that was moved', { office: { ...NOT_CONNECTED, trouble: 'replaced' } }, 'office refused red'],
    [
      'a credential that does not open',
      { office: { ...NOT_CONNECTED, trouble: 'unopened' } },
      'office refused red',
    ],
    ['an entry that is too long for the office', office({ trouble: 'row-too-long' }), 'office untaken red'],
    ['an entry that the office does not take', office({ trouble: 'not-taken' }), 'office untaken red'],
    ['an office with another journal', office({ trouble: 'forked' }), 'office alarmed red'],
    ['a journal that was set back', office({ trouble: 'ahead' }), 'office alarmed red'],
    ['a computer without a key ring', { keyStore: 'missing' }, 'key-store missing amber'],
    [
      'a folder of another user',
      { folders: [{ name: 'exports', isWritable: false }] },
      'folders refused red',
    ],
  ];
  test.each(cases)('%s', (_, change, said) => {
    expect(levels({ ...well, ...change })).toEqual([said]);
  });
});

test('an office that is away for a moment, or has not received the last sale yet, is not a fault', () => {
  for (const change of [{}, { ...gone, confirmedAt: NOON - MINUTE }, { behind: behindFor(4) }])
    expect(levels({ ...well, ...office(change) })).toEqual([]);
});

test('a till that never had a second display lacks nothing', () => {
  const displays = [{ label: '', width: 1, height: 1, shows: 'both' }] as const;
  const verdicts = judgeHealth({ ...well, displays });
  expect([verdicts.displays, levelOf('displays', verdicts.displays)]).toEqual(['shared', 'green']);
});

test('where Settings name the shop’s time zone, the computer’s does not matter', () => {
  expect(levels({ ...well, zone: { used: 'Asia/Shanghai', computer: null } })).toEqual([]);
});

test('a code on a display that nobody has measured is not called small', () => {
  const displays = [{ label: '', width: 480, height: 320, shows: 'customer' }] as const;
  expect(judgeHealth({ ...well, displays }).displays).toBe('own');
});

test('an old backup is good enough while nothing has been written since', () => {
  const lastYear = { name: 'a', at: NOON - 300 * 24 * HOUR, bytes: 1 };
  const unused = { ...journal, lastRowAt: lastYear.at - 1 };
  expect(judgeHealth({ ...well, backups: [lastYear], journal: unused }).backups).toBe('recent');
});

test('a check that is under way is no reason to ask for one', () => {
  const checking = { ...journal, lastCheck: { at: 0, sound: true }, checking: { done: 1, of: 30 } };
  expect(judgeHealth({ ...well, journal: checking }).journal).toBe('well');
});

test('an unknown verdict counts as the most serious one', () => {
  expect(levelOf('clock', 'thirteen')).toBe('red');
  expect(verdictsOn('clock')).toEqual(['right', 'unknown', 'zone-changed', 'wrong']);
});
