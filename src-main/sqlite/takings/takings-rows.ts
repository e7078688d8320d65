/** What rows of the journal add to each row of the tables of takings. */
import { canonicalJson } from '#domain/canonical-json.ts';
import { PAYMENT_ENDS } from '#domain/day/ends.ts';
import type { Person } from '#domain/staff/staff.ts';
import type { ChargesEnded, MoneyTaken, Taken } from '#domain/takings/takings.ts';
import { WAIT_STEPS } from '#domain/takings/wait.ts';

export const WAIT_COLUMNS = Array.from({ length: WAIT_STEPS }, (_, step) => `wait_${step}`);

/** What is added up in each table. */
export const SUMS = {
  takings: ['paid_count', 'paid', 'refunded_count', 'refunded'],
  charges: ['started', ...PAYMENT_ENDS, ...WAIT_COLUMNS],
} as const;

/** By column; `key` names the row. */
export interface Addition {
  readonly table: 'takings' | 'charges';
  readonly key: Readonly<Record<string, string | number>>;
  readonly sums: Readonly<Record<string, number>>;
}

/** Unpaired surrogates are stored as U+FFFD. */
const asStored = (text: string): string => Buffer.from(text).toString();

const moneyAddition = (money: MoneyTaken): Addition => ({
  table: 'takings',
  key: {
    quarter: money.quarter,
    cashier: asStored(money.cashier?.id ?? ''),
    currency: asStored(money.currency),
  },
  sums: {
    paid_count: money.paidCount,
    paid: money.paid,
    refunded_count: money.refundedCount,
    refunded: money.refunded,
  },
});

const chargesAddition = ({ quarter, started, ends, waitStep }: ChargesEnded): Addition => ({
  table: 'charges',
  key: { quarter },
  sums: {
    started,
    ...Object.fromEntries(PAYMENT_ENDS.map((end) => [end, ends[end] ?? 0])),
    ...Object.fromEntries(WAIT_COLUMNS.map((name, step) => [name, step === waitStep ? 1 : 0])),
  },
});

export const additionsOf = ({ money, charges }: Taken): readonly Addition[] => [
  ...money.map(moneyAddition),
  ...(charges ? [chargesAddition(charges)] : []),
];

/** Who took or refunded the money, as text. */
export const peopleIn = ({ money }: Taken): readonly { readonly id: string; readonly person: string }[] =>
  money
    .map(({ cashier }) => cashier)
    .filter((cashier): cashier is Person => cashier !== null)
    .map((cashier) => ({ id: asStored(cashier.id), person: canonicalJson(cashier) }));
