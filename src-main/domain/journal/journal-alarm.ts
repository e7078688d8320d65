/** What shows that somebody may have rewritten the journal. Free of zod, since windows import it. */

/**
 * The gravest first. `deleted`: nothing is left of a journal that had rows. `behind`: it ends before a row that it had.
 * `rewritten`: a row differs from what it was. `older-folder`: an older copy of the whole data folder was copied back.
 * `anchor-missing`: the anchor is gone or was replaced. `other-key`: the signing key is not the one that signed before.
 * `anchor-unopened`: this computer's key store does not open the anchor. `cloned`: the data folder is a copy of
 * another. `changed`: a check has found a row that was changed or damaged.
 */
export const JOURNAL_ALARMS = [
  'deleted',
  'behind',
  'rewritten',
  'older-folder',
  'anchor-missing',
  'other-key',
  'anchor-unopened',
  'cloned',
  'changed',
] as const;
export type JournalAlarm = (typeof JOURNAL_ALARMS)[number];

/**
 * The alarm that people are shown first. A changed row is shown as damage instead, with what the till does about it.
 */
export const gravestAlarm = (alarms: readonly JournalAlarm[]): JournalAlarm | null =>
  JOURNAL_ALARMS.find((kind) => kind !== 'changed' && alarms.includes(kind)) ?? null;
