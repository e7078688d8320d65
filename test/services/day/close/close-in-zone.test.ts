import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { newJournalFile } from '../../../sqlite/kit/new-journal.ts';

const script = fileURLToPath(new URL('close-in-zone.ts', import.meta.url));

/** What a till that was started with this TZ writes on its Z at 18:00 UTC; `later` is the TZ from then on. */
const closedIn = (zone: string, later: readonly string[] = []): unknown => {
  const { stdout, stderr } = spawnSync(process.execPath, [script, newJournalFile(), ...later], {
    env: { ...process.env, TZ: zone },
    encoding: 'utf8',
  });
  return JSON.parse(stdout || JSON.stringify(stderr));
};

test.each([
  ['Asia/Shanghai', '2026-11-24', 'Asia/Shanghai'],
  ['EST5EDT', '2026-11-23', 'America/New_York'],
  ['UTC', '2026-11-23', 'UTC'],
  ['UTC0', '2026-11-23', 'UTC'],
])('a computer set to %s closes its day in %s by that zone', (zone, date, timeZone) => {
  expect(closedIn(zone)).toEqual({ date, timeZone, timeZoneAssumed: false, isSaid: false });
});

test.each([
  [':/etc/localtime', '2026-11-23', 'UTC'],
  ['/usr/share/zoneinfo/Asia/Shanghai', '2026-11-24', '+08:00'],
  ['CST-8', '2026-11-24', '+08:00'],
  ['UTC+8', '2026-11-23', '-08:00'],
  ['<+0530>-5:30', '2026-11-23', '+05:30'],
  ['EST5EDT,M3.2.0,M11.1.0', '2026-11-23', 'America/New_York'],
  ['CET-1CEST', '2026-11-23', '+01:00'],
  ['XXX-99', '2026-11-23', 'UTC'],
  ['LMT-0:07', '2026-11-23', 'UTC'],
  ['Etc/Unknown', '2026-11-23', 'UTC'],
  ['GMT+3', '2026-11-23', '-03:00'],
  ['Mars/Olympus', '2026-11-23', 'UTC'],
  ['', '2026-11-23', 'UTC'],
])('a computer whose TZ is "%s" closes its day by its clock, and the Z says so', (zone, date, timeZone) => {
  expect(closedIn(zone)).toEqual({ date, timeZone, timeZoneAssumed: true, isSaid: true });
});

test('a computer whose time zone changes while the till runs closes the day it began', () => {
  const begun = { timeZone: 'Asia/Shanghai', timeZoneAssumed: false, isSaid: false, date: '2026-11-24' };
  for (const later of ['America/New_York', 'CST-8', ':/etc/localtime'])
    expect(closedIn('Asia/Shanghai', [later]), later).toEqual(begun);
});
