/** What a process remembers of the chain: each look reads only what has changed since the one before. */
import { expect, test } from 'vitest';
import type { Database, Statements } from '../../../src-office/database/database.ts';
import { openNow } from '../../../src-office/figures/now/now.ts';
import { OFFICE_SCOPE } from '../../../src-office/people/may.ts';
import { CHANGED } from '../../../src-office/stations/changed.ts';
import { revokeStation } from '../../../src-office/stations/stations.ts';
import { onEachDatabase } from '../../support/office/databases.ts';
import { addPaid, addStation, insert, TODAY, twoShops } from '../../support/office/page/made-up-shops.ts';
import { NOON } from '../../support/office/page/office.ts';
import { handOutside } from '../../support/office/tills.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** A database, and the tills whose days were requested; null for all. */
const watched = (database: Database) => {
  const asked: unknown[] = [];
  const statements: Statements = {
    query: (sql, values) => {
      if (sql.includes('FROM station_days')) asked.push(values?.[1] ?? null);
      return database.query(sql, values);
    },
  };
  return { asked, figures: openNow(statements) };
};

const byName = <S extends { readonly name: string }>(stores: readonly S[]): readonly S[] =>
  stores.toSorted((one, other) => one.name.localeCompare(other.name));

/** Called as at the end of a push. */
const moveOn = (database: Database, station: string) =>
  database.query(`UPDATE stations SET head_sequence = head_sequence + 1, ${CHANGED} WHERE station = $1`, [
    station,
  ]);

onEachDatabase((tested) => {
  test('only the tills that have changed are read again, and all tills once the date has', async () => {
    const { database } = tested();
    await twoShops(database);
    const { asked, figures } = watched(database);
    const netAt = async (now: number) =>
      byName((await figures.read(OFFICE_SCOPE, now)).stores).map(({ takings: [one] }) => one?.net);
    expect(await netAt(NOON)).toEqual([1_000, 2_000]);
    expect(await netAt(NOON + 1)).toEqual([1_000, 2_000]);
    expect(asked).toEqual([null]);
    await addPaid(database, 'SOUTH', { date: TODAY, hour: 13, at: NOON, amount: 5, sequence: 9 });
    await moveOn(database, 'SOUTH');
    asked.length = 0;
    expect(await netAt(NOON + 2)).toEqual([1_000, 2_005]);
    expect(asked).toEqual([['SOUTH']]);
    asked.length = 0;
    expect(await netAt(NOON + DAY)).toEqual([0, 0]);
    expect(asked).toEqual([null]);
    expect(await netAt(NOON)).toEqual([1_000, 2_005]);
  });

  test('a new till, one that was only heard from and one that was revoked are seen at once', async () => {
    const { database } = tested();
    await twoShops(database);
    const { figures } = watched(database);
    const tillsAt = async (now: number) =>
      byName((await figures.read(OFFICE_SCOPE, now)).stores).map(({ tills, tillsHeard }) => [
        tills,
        tillsHeard,
      ]);
    const now = NOON + 5 * MINUTE;
    expect(await tillsAt(now)).toEqual([
      [1, 0],
      [1, 0],
    ]);
    const before = await figures.version(now);
    expect(await figures.version(now)).toBe(before);
    await database.query(`UPDATE stations SET heard_at = $1, ${CHANGED} WHERE station = 'NORTH'`, [now]);
    expect(await figures.version(now)).not.toBe(before);
    await addStation(database, 'NEW', 'south', { heardAt: now });
    await database.query(`UPDATE stations SET ${CHANGED} WHERE station = 'NEW'`);
    expect(await tillsAt(now)).toEqual([
      [1, 1],
      [2, 1],
    ]);
    await revokeStation(database, handOutside(), 'NEW');
    expect(await tillsAt(now)).toEqual([
      [1, 1],
      [1, 0],
    ]);
  });

  test('a commit long after its statement is seen within a minute', async () => {
    const { database } = tested();
    await twoShops(database);
    const { figures } = watched(database);
    await moveOn(database, 'NORTH');
    await figures.version(NOON);
    await insert(database, 'stores', { store: 'late', name: 'Late', created_at: 0 });
    await addStation(database, 'LATE', 'late');
    const tillsAt = async (now: number) => byName((await figures.read(OFFICE_SCOPE, now)).stores)[0]?.tills;
    expect(await tillsAt(NOON + 1)).toBe(0);
    expect(await tillsAt(NOON + MINUTE)).toBe(1);
  });
});
