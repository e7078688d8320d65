/** Finds payments and refunds of all tills by any number from paper, a phone or the gateway's pages. */
import { readAmount } from '#domain/typed-amount/read-amount.ts';
import type { Statements, Value } from '../database/database.ts';
import type { Scope } from '../people/may.ts';
import type { FoundLine } from '../views/find-views.ts';
import { foundLine, PAYMENT_LINES, REFUND_LINES } from './found-rows.ts';
import { inScope } from './scope-sql.ts';

const PAGE = 50;
const LAST = 8;
/** Refunds have their own numbers, 'R12'; more digits are not a running number. */
const NUMBER = /^(R?)(\d{1,9})$/;

export interface Typed {
  readonly exact: readonly string[];
  readonly lastEight: string | null;
  readonly payment: number | null;
  readonly refund: number | null;
  readonly amount: number | null;
}

/** What a text may mean. Amounts are read with two decimals, as nearly all currencies have. */
const readTyped = (text: string): Typed => {
  const typed = text.trim();
  const whole = typed.replaceAll(/\s/g, '');
  const upper = whole.toUpperCase();
  const [, isRefund, digits] = NUMBER.exec(upper) ?? [];
  const number = digits === undefined ? null : Number(digits);
  const amount = readAmount(typed, 'EUR');
  return {
    exact: [...new Set([typed, whole, upper])].filter((one) => one !== ''),
    lastEight: upper.length === LAST ? upper : null,
    payment: isRefund ? null : number,
    refund: number,
    amount: amount.ok ? amount.amount : null,
  };
};

interface Search {
  readonly scope: Scope;
  /** Only what started earlier; epoch ms. */
  readonly before: number;
  readonly now: number;
}

const found = async (
  statements: Statements,
  { scope, before, now }: Search,
  kind: FoundLine['kind'],
  condition: string,
  value: Value,
): Promise<readonly FoundLine[]> => {
  const rows = await statements.query(
    `${kind === 'payment' ? PAYMENT_LINES : REFUND_LINES}
     WHERE ${condition} AND r.started_at < $2 AND ${inScope(3)} ORDER BY r.started_at DESC LIMIT ${String(PAGE)}`,
    [value, before, scope.stores],
  );
  return rows.map((row) => foundLine(kind, row, now));
};

/** One query for each kind of number it may be, so that each uses its own index. */
const questionsOf = ({ exact, lastEight, payment, refund, amount }: Typed) =>
  [
    ['payment', 'r.reference = ANY($1::text[])', exact],
    ['payment', 'r.gateway_id = ANY($1::text[])', exact],
    ['payment', 'r.method_id = ANY($1::text[])', exact],
    ['payment', "r.order_reference = ANY($1::text[]) AND r.order_reference <> ''", exact],
    ['payment', 'right(r.reference, 8) = $1', lastEight],
    ['payment', 'r.number = $1', payment],
    ['payment', 'r.amount = $1', amount],
    ['refund', 'r.reference = ANY($1::text[])', exact],
    ['refund', 'r.gateway_id = ANY($1::text[])', exact],
    ['refund', 'right(r.reference, 8) = $1', lastEight],
    ['refund', 'r.number = $1', refund],
    ['refund', 'r.amount = $1', amount],
  ] as const;

/** Newest first. */
export const findLines = async (
  statements: Statements,
  text: string,
  search: Search,
): Promise<readonly FoundLine[]> => {
  const typed = readTyped(text);
  if (typed.exact.length === 0) return [];
  const all = await Promise.all(
    questionsOf(typed).map(([kind, condition, value]) =>
      value === null ? Promise.resolve([]) : found(statements, search, kind, condition, value),
    ),
  );
  const lines = new Map(all.flat().map((line) => [`${line.station} ${line.reference}`, line]));
  return [...lines.values()].toSorted((one, other) => other.startedAt - one.startedAt).slice(0, PAGE);
};
