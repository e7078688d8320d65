import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ENVIRONMENTS } from '#domain/shop/environment.ts';
import type { Log } from '#services/ports.ts';
import type { BegunUpdate } from '#services/update/update-ports.ts';
import { newestRecordIn } from '#sqlite/check/newest-record.ts';

/** Whether this journal's last update is this one, and the new version has not known the till in it since. */
const isBegunIn = (file: string, { from, to }: Pick<BegunUpdate, 'from' | 'to'>): boolean => {
  const changed = newestRecordIn(file, 'program-changed');
  if (changed?.record.how !== 'update' || changed.record.from !== from || changed.record.to !== to)
    return false;
  const known = newestRecordIn(file, 'till-known');
  return known === undefined || known.sequence < changed.sequence || known.record.program !== to;
};

/** Asks the journals of `<home>`; none may be open yet. A journal that cannot be read is skipped. */
export const isBegunInJournal =
  (home: string, log: Log) =>
  (begun: Pick<BegunUpdate, 'from' | 'to'>): boolean =>
    ENVIRONMENTS.map((environment) => join(home, environment, 'journal.db')).some((file) => {
      try {
        return existsSync(file) && isBegunIn(file, begun);
      } catch (error) {
        log.error('a journal could not be asked about the update', { error });
        return false;
      }
    });
