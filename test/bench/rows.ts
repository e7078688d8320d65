/** Every row of the bench, in the order of the table. */
import type { Family } from './kit/row.ts';
import { journalAppend } from './rows/journal-append.ts';
import { longCsv } from './rows/long-csv.ts';
import { whileExporting } from './rows/while-exporting.ts';

export const FAMILIES: readonly Family[] = [{ rows: [journalAppend] }, longCsv, whileExporting];
