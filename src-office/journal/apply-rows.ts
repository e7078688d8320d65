/**
 * Reads rows of a till's journal: its payments and refunds, the money they moved as the till's own takings count it,
 * and its Zs.
 *
 * A row that cannot be read or applied here, because a newer till or a damaged disk wrote it, must not block the rows
 * after it forever. It is stored and chained as it is, counts nowhere, and raises an alarm.
 */
import { ACTIVITY_REFERENCE, REFUND_PREFIX } from '#domain/journal/chained-row.ts';
import type { ActivityRecord, RecordOf } from '#domain/journal/activity-record.ts';
import { PAYMENT_STORY } from '#domain/payment/advance.ts';
import type { Payment, PaymentEvent } from '#domain/payment/payment.ts';
import { REFUND_STORY } from '#domain/refund/advance-refund.ts';
import type { Refund, RefundEvent } from '#domain/refund/refund.ts';
import { readRecord } from '#domain/stored/activity-rows.ts';
import { readPaymentEvent } from '#domain/stored/payment-rows.ts';
import { readRefundEvent } from '#domain/stored/refund-rows.ts';
import type { Taken } from '#domain/takings/takings.ts';
import { takenByPayment, takenByRefund } from '#domain/takings/takings.ts';
import { END_OF_TIME } from '#domain/time-zone.ts';
import type { Row } from './chain.ts';
import type { Before } from './stories.ts';
import { Stories } from './stories.ts';

export interface Moved {
  readonly sequence: number;
  /** Epoch ms. */
  readonly at: number;
  readonly money: Taken['money'];
}

export interface Closed {
  readonly sequence: number;
  readonly at: number;
  readonly day: RecordOf<'day-closed'>;
}

export interface Unread {
  readonly sequence: number;
  readonly why: string;
}

export interface AppliedRows {
  readonly payments: Stories<Payment, PaymentEvent>;
  readonly refunds: Stories<Refund, RefundEvent>;
  readonly moved: readonly Moved[];
  readonly closed: readonly Closed[];
  readonly unread: readonly Unread[];
}

export const isOfRefund = ({ type }: Pick<Row, 'type'>): boolean => type.startsWith(REFUND_PREFIX);
export const isOfActivity = ({ reference }: Pick<Row, 'reference'>): boolean =>
  reference === ACTIVITY_REFERENCE;

/** What does not depend on any earlier row. */
interface Found {
  readonly moved: Moved[];
  readonly closed: Closed[];
}

const addRecord = (
  { payments, refunds }: Pick<AppliedRows, 'payments' | 'refunds'>,
  { closed }: Found,
  { sequence, at }: Row,
  record: ActivityRecord,
): void => {
  if (record.type === 'day-closed') closed.push({ sequence, at, day: record });
  if (record.type === 'tail-lost') {
    payments.lost = record.payments;
    refunds.lost = record.refunds;
  }
};

/** When a code was shown matters only for how long customers wait, which is not one of the office's figures. */
const notAsked = (): null => null;

const takenBy = ({ payments, refunds }: Pick<AppliedRows, 'payments' | 'refunds'>, row: Row): Taken => {
  if (isOfRefund(row)) {
    const { before, now } = refunds.add(row, readRefundEvent(row.payload));
    return takenByRefund(before, now);
  }
  const { before, now } = payments.add(row, readPaymentEvent(row.payload));
  return takenByPayment(before, now, notAsked);
};

/** Short, because a whole ZodError would repeat the row. */
const whyOf = (error: unknown): string =>
  (error instanceof Error ? `${error.name}: ${error.message}` : '').slice(0, 200);

export const applyRows = (
  rows: readonly Row[],
  before: { readonly payments: Before<Payment>; readonly refunds: Before<Refund> },
): AppliedRows => {
  const stories = {
    payments: new Stories(PAYMENT_STORY, before.payments),
    refunds: new Stories(REFUND_STORY, before.refunds),
  };
  const found: Found = { moved: [], closed: [] };
  const unread: Unread[] = [];
  for (const row of rows) {
    try {
      if (row.at < 0 || row.at >= END_OF_TIME) throw new RangeError('no such time');
      if (isOfActivity(row)) addRecord(stories, found, row, readRecord(row.payload));
      else {
        const { money } = takenBy(stories, row);
        if (money.length > 0) found.moved.push({ sequence: row.sequence, at: row.at, money });
      }
    } catch (error) {
      unread.push({ sequence: row.sequence, why: whyOf(error) });
    }
  }
  return { ...stories, ...found, unread };
};
