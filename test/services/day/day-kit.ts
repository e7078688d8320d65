/** A till's journal and its business days, with a clock that the test sets. */
import { onTestFinished } from 'vitest';
import { businessDays } from '#domain/shop/business-day.ts';
import type { RefundIntent } from '#domain/refund/refund.ts';
import { trainingTerminal } from '#domain/shop/settings/settings.ts';
import type { Person } from '#domain/staff/staff.ts';
import { DayDesk } from '#services/day/day-desk.ts';
import type { SigningKey } from '#services/ports.ts';
import type { ReportPorts } from '#services/day/report-ports.ts';
import { Shifts } from '#services/day/shifts.ts';
import type { OpenJournal } from '#sqlite/journal.ts';
import { openJournal } from '../../sqlite/kit/open-journal.ts';
import { intended, newJournalFile, NOON, reportedPayment } from '../../sqlite/kit/new-journal.ts';
import { HandClock } from '../../support/fakes/hand-clock.ts';
import { gatewayRefund } from '../../support/fakes/scripted-refunds.ts';
import { installation } from '../../support/station-kit.ts';

export const lin: Person = { id: 'p1', name: 'Lin', role: 'cashier' };
export const chen: Person = { id: 'p2', name: 'Chen', role: 'manager' };

export interface DayKit {
  readonly file: string;
  readonly journal: OpenJournal;
  readonly clock: HandClock;
  readonly ports: ReportPorts;
  readonly shifts: Shifts;
  readonly desk: DayDesk;
  /** The desk of the same till once its shop is in another zone. */
  readonly deskIn: (timeZone: string) => DayDesk;
}

export interface DayKitOptions {
  readonly cutOff?: string;
  readonly key?: SigningKey;
  readonly file?: string;
  /** What happens while a report yields to other work. */
  readonly meanwhile?: (journal: OpenJournal) => void;
}

export const dayKit = (options: DayKitOptions = {}): DayKit => {
  const { cutOff = '00:00', key = null, file = newJournalFile(), meanwhile } = options;
  const journal = openJournal(file);
  onTestFinished(() => journal.close());
  const clock = new HandClock(NOON);
  const days = businessDays({ cutOff, timeZone: 'UTC' });
  const yieldNow = (): Promise<void> => {
    meanwhile?.(journal);
    return Promise.resolve();
  };
  const ports = { journal, days, clock, yieldNow };
  const shifts = new Shifts(ports);
  const others = {
    ...ports,
    shifts,
    terminal: trainingTerminal,
    installation,
    key,
    reconcile: () => Promise.resolve(),
  };
  const deskIn = (timeZone: string): DayDesk =>
    new DayDesk({ ...others, days: businessDays({ cutOff, timeZone }) });
  return { file, journal, clock, ports, shifts, desk: new DayDesk(others), deskIn };
};

/** Journals a payment with these gateway statuses; 'silence' is an answer that never came. */
export const pay = (
  { journal, clock }: Pick<DayKit, 'journal' | 'clock'>,
  reference: string,
  statuses: readonly (number | 'silence')[],
  change: { amount?: number; currency?: string; cashier?: Person | null } = {},
): void => {
  const { amount = 1250, currency = 'CNY' } = change;
  journal.append(reference, intended(reference, change), clock.now());
  for (const [index, status] of statuses.entries())
    report({ journal, clock }, reference, status, index === 0, { amount, currency });
};

const report = (
  { journal, clock }: Pick<DayKit, 'journal' | 'clock'>,
  reference: string,
  status: number | 'silence',
  first: boolean,
  change: { amount: number; currency: string },
): void => {
  if (status === 'silence') {
    journal.append(reference, { type: 'doubted', doubt: 'no-answer', reasons: [] }, clock.now());
    return;
  }
  const payment = reportedPayment(reference, status, change);
  journal.append(reference, { type: first ? 'created' : 'observed', payment }, clock.now());
};

/** The gateway reports a payment's current status. */
export const observe = (kit: Pick<DayKit, 'journal' | 'clock'>, reference: string, status: number): void => {
  const payment = kit.journal.payment(reference);
  if (!payment) throw new Error(`There is no payment ${reference}`);
  const { amount, currency } = payment;
  report(kit, reference, status, false, { amount, currency });
};

/** Journals a refund; the gateway's statuses are 1 requested, 2 refunded, 4 failed. */
export const makeRefund = (
  { journal, clock }: Pick<DayKit, 'journal' | 'clock'>,
  reference: string,
  of: string,
  amount: number,
  statuses: readonly number[],
): void => {
  const payment = journal.payment(of);
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
  journal.appendRefund(reference, { type: 'refund-intended', intent }, clock.now());
  for (const [index, status] of statuses.entries()) {
    const type = index === 0 ? 'refund-created' : 'refund-observed';
    journal.appendRefund(
      reference,
      { type, refund: gatewayRefund(intent, { statusId: status, createdAt: NOON }) },
      clock.now(),
    );
  }
};

export const byChen = { by: chen, approvedBy: chen, signOffs: {} };
