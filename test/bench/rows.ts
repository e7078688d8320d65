/** Every row of the bench, in the order of the table. */
import type { Family } from './kit/row.ts';
import { atAMillion } from './rows/at-a-million.ts';
import { bundles } from './rows/bundles.ts';
import { bytesPerPayment } from './rows/bytes-per-payment.ts';
import { chainVerify } from './rows/chain-verify.ts';
import { coldStart } from './rows/cold-start.ts';
import { journalAppend } from './rows/journal-append.ts';
import { keyToDigit } from './rows/key-to-digit.ts';
import { longCsv } from './rows/long-csv.ts';
import { memoryAtRest } from './rows/memory-at-rest.ts';
import { paidByHint } from './rows/waits/paid-by-hint.ts';
import { saleWaits } from './rows/waits/sale-waits.ts';
import { waitUntilPoll } from './rows/waits/wait-until-poll.ts';
import { whileExporting } from './rows/while-exporting.ts';

export const FAMILIES: readonly Family[] = [
  saleWaits,
  waitUntilPoll,
  { rows: [paidByHint] },
  { rows: [journalAppend] },
  { rows: [bytesPerPayment] },
  coldStart,
  { rows: [memoryAtRest] },
  { rows: bundles },
  atAMillion,
  { rows: [chainVerify] },
  keyToDigit,
  longCsv,
  whileExporting,
];
