/** What differs from one run of a day to the next, in the order of replacement. */
const VOLATILE: readonly (readonly [RegExp, string])[] = [
  [/\b[0-9a-f]{64}\b/g, 'HASH'],
  [/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, 'UUID'],
  [/\bT1-\d{8}-(R?\d+)-[0-9A-Z]{10}-[0-9A-Z]{8}\b/g, 'T1-DAY-$1-CHANCE'],
  [/\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})/g, 'TIME'],
  [/\b[A-Z][a-z]{2} \d{1,2} [A-Z][a-z]{2} \d{4}, \d{2}:\d{2}\b/g, 'TIME'],
  [/\b[A-Z][a-z]{2} \d{1,2} [A-Z][a-z]{2} \d{4}\b/g, 'DAY'],
  [/\b\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2} [+-]\d{2}:\d{2}/g, 'TIME'],
  [/\b\d{4}-\d{2}-\d{2}\b/g, 'DAY'],
  [/\b\d{2}:00 to \d{2}:00\b/g, 'HOUR'],
  [/\b\d{14}(?=\d{14}\b)/g, 'MOMENT'],
  [/\bJournal entries 1 to \d+\b/g, 'Journal entries 1 to LAST'],
  [/\bJournal entry \d+, key [0-9a-f]{16}\b/g, 'Journal entry LAST, key KEY'],
  [/(?<=Journal +)[0-9a-f]{12}\b/g, 'HASH'],
  [/\b(?:UTC|Asia\/(?:Kolkata|Calcutta))\b/g, 'ZONE'],
  [/,\d+,HASH\b/g, ',ROW,HASH'],
];

/** The text with a placeholder for everything that differs between runs. */
export const stable = (text: string): string =>
  VOLATILE.reduce((marked, [found, mark]) => marked.replaceAll(found, mark), text);

/**
 * A time zone in which no hour, and so no day, ends within the next ten minutes: figures by the hour must not
 * depend on when the test runs.
 */
export const zoneAmidAnHour = (now: Date): string => (now.getUTCMinutes() < 50 ? 'UTC' : 'Asia/Kolkata');
