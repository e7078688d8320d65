import type Database from 'better-sqlite3';
import type { Broken } from '#sqlite/tables/replay.ts';

const STRAY = `
  SELECT 1 FROM history
  WHERE NOT EXISTS (SELECT 1 FROM payments WHERE id % 2 = 0 AND number = id / 2)
    AND NOT EXISTS (SELECT 1 FROM refunds WHERE id % 2 = 1 AND number = id / 2)
  LIMIT 1`;

/** Three characters that the index has where the row has others, or that it lacks. */
const MISPLACED = `
  SELECT 1 FROM history_places LEFT JOIN history ON id = doc
  WHERE substr(CASE col WHEN 'words' THEN words ELSE numbers END, "offset" + 1, 3) IS NOT term
  LIMIT 1`;
const COUNTED = `
  SELECT 1 WHERE (SELECT count(*) FROM history_places) IS NOT
    (SELECT coalesce(sum(max(length(words) - 2, 0) + max(length(numbers) - 2, 0)), 0) FROM history)`;

const FAULTS = [
  [STRAY, 'the history has a row of no payment or refund'],
  [MISPLACED, 'the index of the history differs from its rows'],
  [COUNTED, 'the index of the history lacks some of its rows'],
] as const;

/** What is wrong with the history, beyond what its rows say of payments and refunds. */
export const historyFault = (db: Database.Database): Broken | undefined => {
  const found = FAULTS.find(([sql]) => db.prepare(sql).get() !== undefined);
  return found && { ok: false, sequence: null, why: found[1] };
};
