/** A till's books and its days, with the clock in the test's hands. */
import { onTestFinished } from 'vitest';
import { businessDays } from '#domain/shop/business-day.ts';
import type { GatewayRefund, RefundIntent } from '#domain/refund/refund.ts';
import { trainingTerminal } from '#domain/shop/settings.ts';
import type { Person } from '#domain/staff/staff.ts';
import { DayDesk } from '#services/day/close-day.ts';
import type { SigningKey } from '#services/ports.ts';
import type { ReportPorts } from '#services/day/report.ts';
import { Shifts } from '#services/day/run-shift.ts';
import type { OpenJournal } from '#sqlite/journal.ts';
import { openJournal } from '../../sqlite/kit/open-journal.ts';
import { intended, newJournalFile, NOON, told } from '../../sqlite/kit/new-journal.ts';
import { HandClock } from '../../support/hand-clock.ts';

export const lin: Person = { id: 'p1', name: 'Lin', role: 'cashier' };
export const chen: Person = { id: 'p2', name: 'Chen', role: 'manager' };

export interface DayKit {
  readonly file: string;
  readonly books: OpenJournal;
  readonly clock: HandClock;
  readonly ports: ReportPorts;
  readonly shifts: Shifts;
  readonly desk: DayDesk;
}

export interface DayKitOptions {
  readonly cutOff?: string;
  readonly key?: SigningKey;
  readonly file?: string;
  /** What happens while a report lets everything else have its turn. */
  readonly meanwhile?: (books: OpenJournal) => void;
}

export const dayKit = (options: DayKitOptions = {}): DayKit => {
  const { cutOff = '00:00', key = null, file = newJournalFile(), meanwhile } = options;
  const books = openJournal(file);
  onTestFinished(() => books.close());
  const clock = new HandClock(NOON);
  const days = businessDays({ cutOff, timeZone: 'UTC' });
  const breathe = (): Promise<void> => {
    meanwhile?.(books);
    return Promise.resolve();
  };
  const ports = { books, days, clock, breathe };
  const shifts = new Shifts(ports);
  const desk = new DayDesk({
    ...ports,
    shifts,
    terminal: trainingTerminal,
    key,
    reconcile: () => Promise.resolve(),
  });
  return { file, books, clock, ports, shifts, desk };
};

/** What a payment told by these gateway statuses comes to; 'silence' is an answer that never came. */
export const pay = (
  { books, clock }: Pick<DayKit, 'books' | 'clock'>,
  reference: string,
  statuses: readonly (number | 'silence')[],
  change: { amount?: number; currency?: string; cashier?: Person | null } = {},
): void => {
  const { amount = 1250, currency = 'CNY' } = change;
  books.append(reference, intended(reference, change), clock.now());
  for (const [index, status] of statuses.entries())
    tell({ books, clock }, reference, status, index === 0, { amount, currency });
};

const tell = (
  { books, clock }: Pick<DayKit, 'books' | 'clock'>,
  reference: string,
  status: number | 'silence',
  first: boolean,
  change: { amount: number; currency: string },
): void => {
  if (status === 'silence') {
    books.append(reference, { type: 'doubted', doubt: 'no-answer', reasons: [] }, clock.now());
    return;
  }
  const payment = told(reference, status, change);
  books.append(reference, { type: first ? 'created' : 'observed', payment }, clock.now());
};

/** The gateway says how a payment stands now. */
export const observe = (kit: Pick<DayKit, 'books' | 'clock'>, reference: string, status: number): void => {
  const payment = kit.books.payment(reference);
  if (!payment) throw new Error(`There is no payment ${reference}`);
  const { amount, currency } = payment;
  tell(kit, reference, status, false, { amount, currency });
};

const refundTold = (intent: RefundIntent, statusId: number): GatewayRefund => ({
  id: `7-${intent.reference}`,
  reference: intent.reference,
  paymentId: intent.paymentId,
  amount: intent.amount,
  currency: intent.currency,
  statusId,
  reasons: [],
  createdAt: NOON,
});

/** Gives money back; the gateway's statuses are 1 requested, 2 refunded, 4 failed. */
export const giveBack = (
  { books, clock }: Pick<DayKit, 'books' | 'clock'>,
  reference: string,
  of: string,
  amount: number,
  statuses: readonly number[],
): void => {
  const payment = books.payment(of);
  const intent: RefundIntent = {
    reference,
    requestId: `request-of-${reference}`,
    paymentReference: of,
    paymentId: payment?.gateway?.id ?? '',
    amount,
    currency: payment?.currency ?? '',
    reason: 'goods-returned',
    note: '',
    askedBy: lin,
    approvedBy: chen,
  };
  books.appendRefund(reference, { type: 'refund-intended', intent }, clock.now());
  for (const [index, status] of statuses.entries()) {
    const type = index === 0 ? 'refund-created' : 'refund-observed';
    books.appendRefund(reference, { type, refund: refundTold(intent, status) }, clock.now());
  }
};

export const byChen = { by: chen, approvedBy: chen, signOffs: {} };
