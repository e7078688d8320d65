/** Every row of the bench, in the order of the table. */
import type { Family } from './kit/row.ts';
<<<<<<< HEAD
import { atAMillion } from './rows/at-a-million.ts';
import { bundles } from './rows/bundles.ts';
import { chainVerify } from './rows/chain-verify.ts';
import { coldStart } from './rows/cold-start.ts';
=======
import { bytesPerPayment } from './rows/bytes-per-payment.ts';
>>>>>>> slim
import { journalAppend } from './rows/journal-append.ts';
import { keyToDigit } from './rows/key-to-digit.ts';
import { saleWaits } from './rows/sale-waits.ts';
import { waitUntilPoll } from './rows/wait-until-poll.ts';

<<<<<<< HEAD
export const FAMILIES: readonly Family[] = [
  saleWaits,
  waitUntilPoll,
  { rows: [journalAppend] },
  coldStart,
  { rows: bundles },
  atAMillion,
  { rows: [chainVerify] },
  keyToDigit,
];
=======
export const FAMILIES: readonly Family[] = [{ rows: [journalAppend] }, { rows: [bytesPerPayment] }];
>>>>>>> slim
