/** What is pushed to the windows when something changes. */
import type { EventName, EventPayload } from '#contract/events.ts';
import type { Payment } from '#domain/payment/payment.ts';
import type { Refund } from '#domain/refund/refund.ts';
import { may } from '#domain/staff/staff.ts';
import type { ExportStatus } from '#services/export/export-desk.ts';
import type { Clock } from '#services/ports.ts';
import type { StaffFile } from '#services/staff/staff-ports.ts';
import type { ReceiptStanding } from '#services/print/print-receipt.ts';
import type { Session } from '#services/staff/session.ts';
import type { Station } from '#station/station.ts';
import { receiptView } from '#handlers/printing.ts';
import { sessionView } from '#handlers/staff.ts';
import { exportStatusView } from './export-view.ts';
import { customerSnapshot, showPayment, showRefund, tillSnapshot, tillView } from './snapshot.ts';

export interface PushPorts {
  readonly clock: Clock;
  readonly staff: StaffFile;
  /** How many payments are without an end, told with every change. */
  readonly onUnfinished: (count: number) => void;
  readonly push: <N extends EventName>(name: N, payload: EventPayload<N>) => void;
}

interface Shown {
  readonly station: () => Station;
  readonly session: Session;
}

/** Everything that is pushed to the windows. */
export const pushes = ({ push, clock, staff, onUnfinished }: PushPorts, { station, session }: Shown) => {
  const shown = { station, session, clock };
  let shownDay = '';
  const mayShowHistory = (): boolean => session.person !== null && may(session.person.role, 'see-history');
  const payment = (changed: Payment | null): void => {
    onUnfinished(station().desk.unfinished.length);
    push('customer.changed', customerSnapshot(station()));
    const today = station().day.days.dateOf(clock.now());
    if (today !== shownDay) {
      shownDay = today;
      push('till.replaced', tillSnapshot(shown));
      return;
    }
    push('till.changed', tillView(station()));
    if (changed && mayShowHistory()) push('history.changed', showPayment(station())(changed));
  };
  const refund = (changed: Refund): void => {
    if (mayShowHistory()) push('refund.changed', showRefund(station())(changed));
    const of = station().journal.payment(changed.paymentReference);
    if (of) payment(of);
  };
  const all = (): void => {
    shownDay = station().day.days.dateOf(clock.now());
    push('till.replaced', tillSnapshot(shown));
    push('customer.changed', customerSnapshot(station()));
  };
  const people = (): void => {
    push('session.changed', sessionView(session, staff, clock));
    all();
  };
  const receipt = (standing: ReceiptStanding): void => {
    if (mayShowHistory()) push('receipts.changed', receiptView(standing));
  };
  const exported = (status: ExportStatus): void => push('export.changed', exportStatusView(status));
  const told = {
    onChange: payment,
    onRefund: refund,
    onReceipt: receipt,
    onExport: exported,
    onImported: all,
  };
  return { told, people };
};
