import { fsyncSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { expect, test } from 'vitest';
import { SYNCED_START, SyncedFolder } from '../../../src-office/database/embedded/synced-folder.ts';
import { temporaryFolder } from '../../sqlite/kit/new-journal.ts';

test('what the embedded database has confirmed is on the disk', async () => {
  let synced = 0;
  const fs = new SyncedFolder(join(temporaryFolder(), 'database'), (descriptor) => {
    fsyncSync(descriptor);
    synced += 1;
  });
  const db = await PGlite.create({ fs, startParams: SYNCED_START });
  try {
    for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit'])
      expect((await db.query(`SHOW ${setting}`)).rows).toEqual([{ [setting]: 'on' }]);
    await db.query('CREATE TABLE sold (amount bigint)');
    synced = 0;
    await db.query('INSERT INTO sold VALUES (1)');
    expect(synced).toBe(1);
    await db.query('CHECKPOINT');
    expect(synced).toBeGreaterThan(2);
  } finally {
    await db.close();
  }
});
