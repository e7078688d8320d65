/** Bringing the tables up to date where the lock does not keep another process away, as after its connection was lost. */
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Database } from '../../../src-office/database/database.ts';
import { migrate, readMigrations } from '../../../src-office/database/migrate.ts';
import { onEachDatabase } from '../../support/office/databases.ts';

const FOLDER = fileURLToPath(new URL('../../../resources/office/migrations', import.meta.url));
const LAST_DONE = '0340-store-names';

onEachDatabase((tested) => {
  test('a process that finds that another has done a migration meanwhile goes on', async () => {
    const { database } = tested();
    const all = await readMigrations(FOLDER);
    const names = () => database.query('SELECT name FROM migrations ORDER BY name');
    const before = await names();
    await database.query('DELETE FROM migrations WHERE name = $1', [LAST_DONE]);
    let meets = 0;
    const overtaken: Database = {
      ...database,
      alone: (_, work) => work(),
      query: async (sql, values) => {
        if (sql.includes('ADD COLUMN') && (meets += 1) === 1)
          throw Object.assign(new Error('as the database says'), { code: '42701' });
        const rows = await database.query(sql, values);
        if (sql === 'SELECT name FROM migrations') await migrate(database, all, Date.now);
        return rows;
      },
    };
    await migrate(overtaken, all, Date.now);
    expect(meets).toBe(2);
    expect(await names()).toEqual(before);
  });
});
