/** Updates the projections with new rows of a till's journal. */
import type { Payment } from '#domain/payment/payment.ts';
import type { Refund } from '#domain/refund/refund.ts';
import type { BusinessDays } from '#domain/shop/business-day.ts';
import type { StoryState } from '#domain/story/story.ts';
import type { Statements, Transaction } from '../database/database.ts';
import type { Alarm } from './alarms.ts';
import type { Row } from './chain.ts';
import type { Uncovered } from './again/due-again.ts';
import type { Dated, Loaded } from './projections.ts';
import { loadPayments, loadRefunds, takenNumbers, writePayments, writeRefunds } from './projections.ts';
import { sumUpDays } from './sums/station-days.ts';
import type { Snapshot } from './stories.ts';
import { writeDays, writeMoves } from './sums/sums.ts';
import type { AppliedRows } from './apply-rows.ts';
import { isOfActivity, isOfRefund, applyRows } from './apply-rows.ts';

/** What later rows continue from. */
export interface Carried extends Uncovered {
  /** For the next running numbers; see `runningNumber`. */
  readonly lastPayment: number;
  readonly lastRefund: number;
  readonly lostPayments: number | undefined;
  readonly lostRefunds: number | undefined;
}

/** The payments and refunds that rows belong to. */
interface Named {
  readonly payments: readonly string[];
  readonly refunds: readonly string[];
}

type Naming = Pick<Row, 'reference' | 'type'>;

const namedBy = (rows: readonly Naming[]): Named => {
  const stories = rows.filter((row) => !isOfActivity(row));
  const named = (ofRefunds: boolean): readonly string[] => [
    ...new Set(stories.filter((row) => isOfRefund(row) === ofRefunds).map(({ reference }) => reference)),
  ];
  return { payments: named(false), refunds: named(true) };
};

/** The stored state of the payments and refunds that rows belong to. */
export interface Stored {
  readonly payments: Loaded<Payment>;
  readonly refunds: Loaded<Refund>;
}

export const storedOf = async (
  statements: Statements,
  station: string,
  rows: readonly Naming[],
): Promise<Stored> => {
  const named = namedBy(rows);
  const [payments, refunds] = await Promise.all([
    loadPayments(statements, station, named.payments),
    loadRefunds(statements, station, named.refunds),
  ]);
  return { payments, refunds };
};

/** Only after rows were lost can a running number be other than the next; then those in use must be looked up. */
const numbersTaken = async (
  statements: Statements,
  station: string,
  rows: readonly Row[],
  { lostPayments }: Carried,
) => {
  const hasLost = lostPayments !== undefined || rows.some(({ type }) => type === 'tail-lost');
  if (!hasLost) return { payments: new Set<number>(), refunds: new Set<number>() };
  const named = namedBy(rows);
  const [payments, refunds] = await Promise.all([
    takenNumbers(statements, 'payments', station, named.payments),
    takenNumbers(statements, 'refunds', station, named.refunds),
  ]);
  return { payments, refunds };
};

/** The changed payments or refunds, with the dates on which they began. */
const dated = <S extends StoryState>(
  changed: ReadonlyMap<string, Snapshot<S>>,
  { dates }: Loaded<S>,
  days: BusinessDays,
): readonly Dated<S>[] =>
  [...changed].map(([reference, snapshot]) => ({
    ...snapshot,
    date: dates.get(reference) ?? days.dateOf(snapshot.state.startedAt),
  }));

interface Projected {
  readonly rows: readonly Row[];
  /** For these rows, and perhaps for others. */
  readonly stored: Stored;
  readonly carried: Carried;
  readonly days: BusinessDays;
}

/** What no Z covers after these rows. */
const uncoveredAfter = (
  { moved, closed }: Pick<AppliedRows, 'moved' | 'closed'>,
  before: Carried,
  days: BusinessDays,
): Uncovered => {
  const covered = closed.at(-1)?.sequence ?? before.covered;
  const dates = moved.filter(({ sequence }) => sequence > covered).map(({ at }) => days.dateOf(at));
  const still = closed.length === 0 && before.uncovered !== null ? [before.uncovered] : [];
  return { covered, uncovered: [...still, ...dates].toSorted()[0] ?? null };
};

interface Projection {
  readonly carried: Carried;
  /** Rows that are stored and count nowhere. */
  readonly unread: readonly Alarm[];
}

/** The caller holds the station's row, and raises the alarms about rows that could not be read. */
export const project = async (
  statements: Transaction,
  station: string,
  { rows, stored, carried, days }: Projected,
): Promise<Projection> => {
  if (rows.length === 0) return { carried, unread: [] };
  const taken = await numbersTaken(statements, station, rows, carried);
  const { lastPayment, lastRefund, lostPayments, lostRefunds } = carried;
  const applied = applyRows(rows, {
    payments: { ...stored.payments, numbers: taken.payments, last: lastPayment, lost: lostPayments },
    refunds: { ...stored.refunds, numbers: taken.refunds, last: lastRefund, lost: lostRefunds },
  });
  const { payments, refunds, moved, closed, unread } = applied;
  const datedPayments = dated(payments.changed, stored.payments, days);
  writePayments(statements, station, datedPayments);
  writeRefunds(statements, station, dated(refunds.changed, stored.refunds, days));
  const datesMoved = writeMoves(statements, station, moved, days);
  const datesBegun = datedPayments.map(({ date }) => date);
  sumUpDays(statements, station, [...new Set([...datesMoved, ...datesBegun])]);
  writeDays(statements, station, closed);
  return {
    carried: {
      lastPayment: payments.last,
      lastRefund: refunds.last,
      lostPayments: payments.lost,
      lostRefunds: refunds.lost,
      ...uncoveredAfter(applied, carried, days),
    },
    unread: unread.map(({ sequence, why }) => ({ kind: 'unread', row: sequence, detail: why })),
  };
};
