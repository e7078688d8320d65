import { readFileSync } from 'node:fs';
import type { Recorded } from '#domain/journal/activity-record.ts';

/** The Z of a made-up day with a bit of everything; test/services/day/golden-z.test.ts keeps it. */
export const madeUpDay = JSON.parse(
  readFileSync(new URL('../../services/day/golden/made-up-day.json', import.meta.url), 'utf8'),
) as Recorded<'day-closed'>;
