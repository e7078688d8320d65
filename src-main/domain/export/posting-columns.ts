/** What the columns of an accounting file can carry: those of the payments file, and what was posted. */
import { signedDecimal, toDecimal } from '#domain/money.ts';
import { columns } from './columns.ts';
import type { Column } from './column.ts';
import { dateColumn, decimalColumn, plainColumn, textColumn } from './column.ts';
import type { Posting } from './posting.ts';

/** It changes after the posting. */
const CHANGES_LATER = 'refunded_hundredths';

const directionOf = ({ row, isRemoved }: Posting): 'in' | 'out' =>
  (row.record === 'payment') === isRemoved ? 'out' : 'in';

export const postingColumns: readonly Column<Posting>[] = [
  ...columns
    .filter(({ name }) => name !== CHANGES_LATER)
    .map((column): Column<Posting> => ({ ...column, read: ({ row }, zone) => column.read(row, zone) })),
  dateColumn<Posting>('posted_on', ({ date }) => date),
  // Below zero for what is removed from paid or refunded.
  decimalColumn<Posting>('posted', ({ money: { amount, currency }, isRemoved }) =>
    signedDecimal(isRemoved ? -amount : amount, currency),
  ),
  decimalColumn<Posting>('moved', ({ money: { amount, currency } }) => toDecimal(amount, currency)),
  plainColumn<Posting>('direction', directionOf),
  textColumn<Posting>('posted_currency', ({ money }) => money.currency),
  plainColumn<Posting>('posting_reason', ({ reason }) => reason ?? ''),
];
