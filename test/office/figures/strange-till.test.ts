/** A till that reports what no till can: the office goes on for all others. */
import { expect, test } from 'vitest';
import type { TillState } from '#domain/office/till-state.ts';
import { WATCH_INTERVAL_MS, watchTills } from '../../../src-office/alerts/watch.ts';
import type { WebhookAlert } from '../../../src-office/alerts/webhook.ts';
import type { Database } from '../../../src-office/database/database.ts';
import { readDays } from '../../../src-office/figures/days.ts';
import { readTakings } from '../../../src-office/figures/by-date.ts';
import { openNow } from '../../../src-office/figures/now/now.ts';
import { OFFICE_SCOPE } from '../../../src-office/people/may.ts';
import { onEachDatabase } from '../../support/office/databases.ts';
import { addPaid, addStation, insert, TODAY, twoShops } from '../../support/office/page/made-up-shops.ts';
import { NOON } from '../../support/office/page/office.ts';

const HOUR = 3_600_000;
const YESTERDAY = '2026-11-29';

/** Two shops, and a third whose till reports `said`. */
const withStrangeTill = async (database: Database, said: Partial<TillState>): Promise<void> => {
  await twoShops(database);
  await insert(database, 'stores', { store: 'strange', name: 'Shop strange', created_at: 0 });
  await addStation(database, 'STRANGE', 'strange', { state: said });
  const at = NOON - 24 * HOUR;
  await addPaid(database, 'STRANGE', { date: YESTERDAY, hour: 12, at, amount: 300, sequence: 5 });
};

/** The alerts that the webhook gets. */
const told = async (database: Database): Promise<readonly WebhookAlert[]> => {
  const all: WebhookAlert[] = [];
  const send = (alert: WebhookAlert): Promise<boolean> => Promise.resolve(all.push(alert) > 0);
  for (const now of [NOON, NOON + WATCH_INTERVAL_MS])
    await watchTills({
      db: database,
      outside: { now: () => now, randomBytes: () => new Uint8Array() },
      send,
    });
  return all;
};

const netsNow = async (database: Database): Promise<readonly unknown[]> => {
  const { stores } = await openNow(database).read(OFFICE_SCOPE, NOON);
  return stores.map(({ name, takings }) => [name, takings[0]?.net]).toSorted();
};

onEachDatabase((tested) => {
  test.each(['', '4', '24:00', '12:61', '04:10'])(
    'its business days begin at midnight if it says that they begin at %j',
    async (cutOff) => {
      const { database } = tested();
      await withStrangeTill(database, { cutOff });
      expect(await netsNow(database)).toEqual([
        ['Shop north', 1_000],
        ['Shop south', 2_000],
        ['Shop strange', 0],
      ]);
      const { lines } = await readDays(database, OFFICE_SCOPE, { from: YESTERDAY, to: TODAY }, NOON);
      expect(lines.find(({ station }) => station === 'STRANGE')?.standing).toBe('missing');
      expect((await told(database)).map(({ kind, station }) => [station, kind])).toContainEqual([
        'STRANGE',
        'z-missing',
      ]);
    },
  );

  test.each([Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER])(
    'a time that no calendar has (%d) keeps no alert from the webhook',
    async (at) => {
      const { database } = tested();
      await withStrangeTill(database, {
        openSince: at,
        unresolved: { count: 1, oldestAt: at },
        untaken: { row: 7, why: 'row-too-long', since: at },
      });
      const kinds = (await told(database)).map(({ kind }) => kind);
      expect(kinds).toEqual(expect.arrayContaining(['untaken', 'z-missing']));
    },
  );

  test('sums beyond all exact numbers are shown as they are, and the others too', async () => {
    const { database } = tested();
    await withStrangeTill(database, {});
    for (const sequence of [6, 7])
      await addPaid(database, 'STRANGE', {
        date: TODAY,
        hour: 12,
        at: NOON - 60_000,
        amount: Number.MAX_SAFE_INTEGER,
        sequence,
      });
    const huge = 2 * Number.MAX_SAFE_INTEGER;
    expect(await netsNow(database)).toContainEqual(['Shop strange', huge]);
    const range = { from: TODAY, to: TODAY };
    const { lines } = await readDays(database, OFFICE_SCOPE, range, NOON);
    expect(lines.find(({ station }) => station === 'STRANGE')?.net).toEqual({ EUR: huge });
    const [{ net } = { net: 0 }] = await readTakings(database, OFFICE_SCOPE, range);
    expect(net).toBeGreaterThan(Number.MAX_SAFE_INTEGER);
  });
});
