/** How soon an office answers after it was started. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../../src-office/database/open-database.ts';
import { startOffice } from '../../../src-office/main.ts';
import { readEnvironment } from '../../../src-office/read-environment.ts';
import { newPostgresDatabase } from '../../support/office/databases.ts';
import { addStation, insert } from '../../support/office/page/made-up-shops.ts';
import { postgresPrograms } from '../../support/office/postgres-server.ts';
import { removeHome } from '../../support/station.ts';

/** A database with a till that an earlier version has heard last, and whose row somebody holds. */
const heldUp = async (): Promise<{ readonly address: string; readonly letGo: () => Promise<void> }> => {
  const address = await newPostgresDatabase();
  const tables = await openDatabase({ address }, Date.now);
  await insert(tables, 'stores', { store: 's', name: 'Shop', created_at: 0 });
  await addStation(tables, 'A', 's');
  await tables.query('UPDATE stations SET heard_at = 5, due_as_of = NULL');
  await tables.close();
  const holder = new pg.Client({ connectionString: address });
  await holder.connect();
  onTestFinished(() => holder.end());
  await holder.query('BEGIN');
  await holder.query('SELECT station FROM stations FOR UPDATE');
  const letGo = async (): Promise<void> => {
    await holder.query('COMMIT');
  };
  return { address, letGo };
};

test.skipIf((await postgresPrograms()) === undefined)(
  'an office answers at once after an update, and works out behind that what the version before has left',
  async () => {
    const { address, letGo } = await heldUp();
    const home = mkdtempSync(join(tmpdir(), 'countertop-office-'));
    onTestFinished(() => removeHome(home));
    const reported: unknown[] = [];
    const settings = readEnvironment({
      COUNTERTOP_OFFICE_HOME: home,
      COUNTERTOP_OFFICE_DATABASE_URL: address,
      COUNTERTOP_OFFICE_PORT: '0',
    });
    const office = await startOffice(settings, (error) => reported.push(error));
    expect((await fetch(`${office.url}/api/me`)).status).toBe(401);
    await letGo();
    const tables = await openDatabase({ address }, Date.now);
    onTestFinished(() => tables.close());
    await expect
      .poll(() => tables.query('SELECT heard_at, due_as_of FROM stations'), { timeout: 5_000 })
      .toEqual([{ heard_at: 5, due_as_of: 5 }]);
    await office.close();
    expect(reported).toEqual([]);
  },
);
