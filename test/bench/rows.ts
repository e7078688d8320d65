/** Every row of the bench, in the order of the table. */
import type { Family } from './kit/row.ts';
import { journalAppend } from './rows/journal-append.ts';
import { keyToDigit } from './rows/key-to-digit.ts';
import { saleWaits } from './rows/sale-waits.ts';

export const FAMILIES: readonly Family[] = [saleWaits, keyToDigit, { rows: [journalAppend] }];
