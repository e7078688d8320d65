/** Every row of the bench, in the order of the table. */
import type { Family } from './kit/row.ts';
import { bytesPerPayment } from './rows/bytes-per-payment.ts';
import { journalAppend } from './rows/journal-append.ts';

export const FAMILIES: readonly Family[] = [{ rows: [journalAppend] }, { rows: [bytesPerPayment] }];
