/** Processes of the version before this one go on while this one's take their place, and leave out what they do not know. */
import { expect, test } from 'vitest';
import { WATCH_INTERVAL_MS, watchTills } from '../../../src-office/alerts/watch.ts';
import { readAlerts } from '../../../src-office/alerts/alert-rows.ts';
import type { Database } from '../../../src-office/database/database.ts';
import { readDays } from '../../../src-office/figures/days.ts';
import { OFFICE_SCOPE } from '../../../src-office/people/may.ts';
import { newJournalFile, openForTest, sell } from '../../sqlite/kit/new-journal.ts';
import { onEachDatabase } from '../../support/office/databases.ts';
import { addPaid, addStation, insert, said, TODAY } from '../../support/office/page/made-up-shops.ts';
import { NOON } from '../../support/office/page/office.ts';
import { enrolledTill, handOutside, pushed, pushOf, readJournal } from '../../support/office/tills.ts';
import { thrown } from '../../support/office/thrown.ts';

const HOUR = 3_600_000;
const YESTERDAY = '2026-11-29';

/** Does `work` as a process of an earlier version does: it leaves alone what this one works out of a push. */
const byEarlierVersion = async (database: Database, work: () => Promise<unknown>): Promise<void> => {
  const known = await database.query('SELECT station, covered, uncovered, due_at, due_as_of FROM stations');
  await work();
  for (const { station, covered, uncovered, due_at, due_as_of } of known)
    await database.query(
      `UPDATE stations SET covered = $2, uncovered = $3, due_at = $4, due_as_of = $5 WHERE station = $1`,
      [station, covered, uncovered, due_at, due_as_of].map((value) => value as string | number | null),
    );
};

const shop = async (database: Database): Promise<void> => {
  await insert(database, 'stores', { store: 's', name: 'Shop', created_at: 0 });
  await addStation(database, 'A', 's');
  await said(database, 'A', { heardAt: NOON - 30 * HOUR, state: {} });
};

const paidYesterday = { date: YESTERDAY, hour: 12, at: NOON - 24 * HOUR, amount: 700, sequence: 5 };

const watchedFrom = async (database: Database, now: number) => {
  const outside = { now: () => now, randomBytes: () => new Uint8Array() };
  await watchTills({ db: database, outside, send: null, report: thrown });
  const alerts = (await readAlerts(database, OFFICE_SCOPE)).lines.map(({ kind, detail }) => [kind, detail]);
  const { lines } = await readDays(database, OFFICE_SCOPE, { from: YESTERDAY, to: TODAY }, now);
  return { alerts, days: lines.map(({ date, standing, net }) => [date, standing, net]) };
};

onEachDatabase((tested) => {
  test('money that an earlier version’s process takes is in the days, and its Z is missed', async () => {
    const { database } = tested();
    await shop(database);
    await byEarlierVersion(database, async () => {
      await addPaid(database, 'A', paidYesterday);
      await said(database, 'A', { heardAt: NOON - 24 * HOUR, state: {} });
    });
    expect(await watchedFrom(database, NOON)).toEqual({
      alerts: [['z-missing', YESTERDAY]],
      days: [[YESTERDAY, 'missing', { EUR: 700 }]],
    });
  });

  test('a Z that an earlier version’s process takes covers the money before it', async () => {
    const { database } = tested();
    await shop(database);
    await addPaid(database, 'A', paidYesterday);
    expect((await watchedFrom(database, NOON)).alerts).toHaveLength(1);
    await byEarlierVersion(database, async () => {
      const z = { number: 1, sequence: 6, date: YESTERDAY, closed_at: NOON, net: '{"EUR":700}' };
      await insert(database, 'days', { station: 'A', ...z });
      await said(database, 'A', { heardAt: NOON, state: {} });
    });
    expect(await watchedFrom(database, NOON + WATCH_INTERVAL_MS)).toEqual({
      alerts: [],
      days: [[YESTERDAY, 'made', { EUR: 700 }]],
    });
  });

  test('the days are right before anything is worked out again, as in the first minute after an update', async () => {
    const { database } = tested();
    await shop(database);
    await addStation(database, 'B', 's');
    await addPaid(database, 'A', paidYesterday);
    await said(database, 'A', { heardAt: NOON - 24 * HOUR, state: {} });
    await byEarlierVersion(database, async () => {
      const z = { number: 1, sequence: 6, date: YESTERDAY, closed_at: NOON, net: '{"EUR":700}' };
      await insert(database, 'days', { station: 'A', ...z });
      await said(database, 'A', { heardAt: NOON - HOUR, state: {} });
      await addPaid(database, 'B', { ...paidYesterday, amount: 300 });
      await said(database, 'B', { heardAt: NOON - HOUR, state: {} });
    });
    const range = { from: YESTERDAY, to: TODAY };
    const { lines, missing } = await readDays(database, OFFICE_SCOPE, range, NOON);
    expect(lines.map(({ station, standing, net }) => [station, standing, net])).toEqual([
      ['A', 'made', { EUR: 700 }],
      ['B', 'missing', { EUR: 300 }],
    ]);
    expect(missing).toBe(1);
  });

  test('a till that an earlier version’s process heard open a shift last is missed once it is silent', async () => {
    const { database } = tested();
    await shop(database);
    await byEarlierVersion(database, () =>
      said(database, 'A', { heardAt: NOON - HOUR, state: { openSince: NOON - HOUR } }),
    );
    await watchedFrom(database, NOON);
    let now = NOON;
    while (now < NOON + 6 * 60_000) await watchedFrom(database, (now += 60_000));
    expect((await watchedFrom(database, now + 60_000)).alerts).toEqual([['silent', null]]);
  });

  test('the next push goes on from all the money there is, whichever version took it', async () => {
    const { database } = tested();
    const shown = await enrolledTill(database, handOutside());
    const file = newJournalFile();
    const till = openForTest(file);
    sell(till, 'T1-1', 1_795_000_000_000);
    sell(till, 'T1-2', 1_795_000_000_000 + 48 * HOUR);
    const journal = readJournal(file);
    await byEarlierVersion(database, () => pushed(database, shown, pushOf(journal, 0, 3)));
    await pushed(database, shown, pushOf(journal, 3, 6), 1_795_000_000_000 + 48 * HOUR);
    const [first] = await database.query('SELECT min(date) AS date FROM moves');
    expect(await database.query('SELECT covered, uncovered FROM stations')).toEqual([
      { covered: 0, uncovered: first!['date'] },
    ]);
  });
});
