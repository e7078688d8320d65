import { expect, test } from 'vitest';
import { WATCH_INTERVAL_MS, watchTills } from '../../../src-office/alerts/watch.ts';
import type { AlarmKind } from '../../../src-office/journal/alarms.ts';
import { raise } from '../../../src-office/journal/alarms.ts';
import type { Now } from '../../../src-office/views/now-views.ts';
import type { AuditLine } from '../../../src-office/views/sign-in-views.ts';
import type { TillLine } from '../../../src-office/views/till-views.ts';
import { onEachDatabase } from '../../support/office/databases.ts';
import { twoShops } from '../../support/office/page/made-up-shops.ts';
import { NOON, officeOn } from '../../support/office/page/office.ts';
import { thrown } from '../../support/office/thrown.ts';

const HOUR = 3_600_000;
const ROWS: Readonly<Record<AlarmKind, readonly number[]>> = { forked: [5], ahead: [9], unread: [3, 4] };

onEachDatabase((tested) => {
  test('a fault in a journal stays until somebody accepts it, and comes back if it is seen again', async () => {
    const { database } = tested();
    const office = await officeOn(database);
    await twoShops(database);
    const owner = await office.owner();
    await office.person(owner, 'Max', 'manager', ['north']);
    const [max, olga] = [office.browser(), office.browser()];
    await max.signIn('Max');
    await olga.signIn('Olga');
    const see = (at: number): Promise<void> =>
      database.transaction((statements) => {
        for (const [kind, rows] of Object.entries(ROWS))
          raise(
            statements,
            'NORTH',
            rows.map((row) => ({ kind: kind as AlarmKind, row, detail: '' })),
            at,
          );
        return Promise.resolve();
      });
    const look = async (): Promise<unknown> => {
      office.after(WATCH_INTERVAL_MS);
      await watchTills({ db: database, outside: office.outside, send: null, report: thrown });
      const { alerts } = await max.read<Now>('/api/now');
      return alerts
        .filter(({ kind }) => kind in ROWS)
        .map(({ kind, since, detail }) => [kind, since, detail])
        .toSorted();
    };
    await see(NOON);
    await see(NOON + 1);
    expect(await look()).toEqual([
      ['ahead', NOON, null],
      ['forked', NOON, '5'],
      ['unread', NOON, '2'],
    ]);
    const till = () => max.read<TillLine>('/api/tills/NORTH');
    expect(await till()).toMatchObject({ alarms: 4, standing: 'forked' });
    expect((await max.post('/api/tills/NORTH/accept')).status).toBe(200);
    expect(await till()).toMatchObject({ alarms: 0, standing: 'enrolled' });
    // At once, and at the next look.
    expect((await max.read<Now>('/api/now')).alerts.filter(({ kind }) => kind in ROWS)).toEqual([]);
    expect(await look()).toEqual([]);
    const [line] = await olga.read<readonly AuditLine[]>('/api/audit');
    expect(line).toMatchObject({ person: 'Max', what: 'alarms-accepted', about: 'till NORTH, Shop north' });
    expect((await max.post('/api/tills/NORTH/accept')).status).toBe(404);
    await see(NOON + HOUR);
    expect(await look()).toEqual([
      ['ahead', NOON + HOUR, null],
      ['forked', NOON + HOUR, '5'],
      ['unread', NOON + HOUR, '2'],
    ]);
  });
});
