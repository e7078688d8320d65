/** Every row of the bench, in the order of the table. */
import type { Family } from './kit/row.ts';
import { atAMillion } from './rows/at-a-million.ts';
import { bundles } from './rows/bundles.ts';
import { chainVerify } from './rows/chain-verify.ts';
import { coldStart } from './rows/cold-start.ts';
import { journalAppend } from './rows/journal-append.ts';

export const FAMILIES: readonly Family[] = [
  { rows: [journalAppend] },
  { rows: [chainVerify] },
  { rows: bundles },
  coldStart,
  atAMillion,
];
