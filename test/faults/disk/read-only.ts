/** A journal that can be read and no longer written. */
import { join } from 'node:path';
import { DiskFailed } from '#domain/journal/disk-trouble.ts';
import { openDatabase } from '#sqlite/file/database.ts';
import { watchDisk } from '#sqlite/care/disk-watch.ts';
import { journalOver } from '#sqlite/journal.ts';
import { lockJournal } from '#sqlite/file/lock.ts';
import { verify } from '#sqlite/check/verify.ts';
import { silentLog } from '../../support/station-kit.ts';
import { HandClock } from '../../support/fakes/hand-clock.ts';
import { intended, NOON, sell } from '../../sqlite/kit/sales.ts';
import { inFolder } from './in-folder.ts';
import type { DiskFault } from './rows.ts';

/** Forbids writing while a till has the journal open, then allows it again. */
export const readOnlyJournal = (): Promise<DiskFault> =>
  inFolder(async (folder) => {
    const file = join(folder, 'journal.db');
    const db = openDatabase(file);
    const clock = new HandClock(NOON);
    const reported: (string | null)[] = [];
    const watch = watchDisk({
      journal: journalOver(db, lockJournal(file)),
      clock,
      log: silentLog,
      onChange: () => reported.push(watch.trouble()),
    });
    sell(watch.journal, 'T1-1');
    db.pragma('query_only = ON');
    let refused = '';
    try {
      watch.journal.append('T1-2', intended('T1-2'), NOON);
    } catch (error) {
      refused = error instanceof DiskFailed ? error.trouble : String(error);
    }
    await clock.pass(10_000);
    db.pragma('query_only = OFF');
    await clock.pass(2_000);
    sell(watch.journal, 'T1-3');
    watch.stop();
    watch.journal.close();
    const verdict = verify(file);
    const isReported = JSON.stringify(reported) === JSON.stringify(['read-only', null]);
    return {
      fault: 'journal read-only',
      outcome: `charge refused as “${refused}”, reported and cleared: ${isReported}, then went on without a restart`,
      ok: refused === 'read-only' && isReported && verdict.ok && verdict.payments === 2,
    };
  });
