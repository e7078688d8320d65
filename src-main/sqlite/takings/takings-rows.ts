/** What rows of the journal add to each row of the tables of takings. */
import { canonicalJson } from '#domain/canonical-json.ts';
import { PAYMENT_ENDS } from '#domain/day/ends.ts';
import type { Person } from '#domain/staff/staff.ts';
import type { ChargesEnded, MoneyTaken, Taken } from '#domain/takings/takings.ts';
import { dayOfQuarter, hourOfQuarter } from '#domain/takings/quarter-hour.ts';
import { WAIT_STEPS } from '#domain/takings/wait.ts';

export const WAIT_COLUMNS = Array.from({ length: WAIT_STEPS }, (_, step) => `wait_${step}`);

const MONEY_COLUMNS = ['paid_count', 'paid', 'refunded_count', 'refunded'] as const;
export const CHARGES_COLUMNS = ['started', ...PAYMENT_ENDS, ...WAIT_COLUMNS] as const;

/**
 * The key of each table, the columns it sums, and those that note rows of the journal. Hours and days are those of UTC,
 * counted from 1970.
 */
export const SUMMED = {
  takings: { key: ['quarter', 'cashier', 'currency'], sums: MONEY_COLUMNS, rows: ['first_row', 'last_row'] },
  takings_by_hour: { key: ['hour', 'currency'], sums: MONEY_COLUMNS, rows: [] },
  takings_by_day: { key: ['day', 'cashier', 'currency'], sums: MONEY_COLUMNS, rows: [] },
  charges: { key: ['quarter'], sums: CHARGES_COLUMNS, rows: [] },
  charges_by_day: { key: ['day'], sums: CHARGES_COLUMNS, rows: [] },
} as const;

export type SummedTable = keyof typeof SUMMED;

/** Values by column; `key` identifies the row. */
export interface Addition {
  readonly table: SummedTable;
  readonly key: Readonly<Record<string, string | number>>;
  readonly sums: Readonly<Record<string, number>>;
}

/** Unpaired surrogates are stored as U+FFFD. */
const asStored = (text: string): string => Buffer.from(text).toString();

const moneyAdditions = (money: MoneyTaken): readonly Addition[] => {
  const { quarter } = money;
  const cashier = asStored(money.cashier?.id ?? '');
  const currency = asStored(money.currency);
  const sums = {
    paid_count: money.paidCount,
    paid: money.paid,
    refunded_count: money.refundedCount,
    refunded: money.refunded,
  };
  return [
    { table: 'takings', key: { quarter, cashier, currency }, sums },
    { table: 'takings_by_hour', key: { hour: hourOfQuarter(quarter), currency }, sums },
    { table: 'takings_by_day', key: { day: dayOfQuarter(quarter), cashier, currency }, sums },
  ];
};

const chargesAdditions = ({ quarter, started, ends, waitStep }: ChargesEnded): readonly Addition[] => {
  const sums = {
    started,
    ...Object.fromEntries(PAYMENT_ENDS.map((end) => [end, ends[end] ?? 0])),
    ...Object.fromEntries(WAIT_COLUMNS.map((name, step) => [name, step === waitStep ? 1 : 0])),
  };
  return [
    { table: 'charges', key: { quarter }, sums },
    { table: 'charges_by_day', key: { day: dayOfQuarter(quarter) }, sums },
  ];
};

export const additionsOf = ({ money, charges }: Taken): readonly Addition[] => [
  ...money.flatMap(moneyAdditions),
  ...(charges ? chargesAdditions(charges) : []),
];

/** Who took or refunded the money, as text. */
export const peopleIn = ({ money }: Taken): readonly { readonly id: string; readonly person: string }[] =>
  money
    .map(({ cashier }) => cashier)
    .filter((cashier): cashier is Person => cashier !== null)
    .map((cashier) => ({ id: asStored(cashier.id), person: canonicalJson(cashier) }));
