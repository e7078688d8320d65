/** What is pushed to the windows when something changes. */
import type { EventName, EventPayload } from '#contract/events.ts';
import type { AppearanceView } from '#contract/views/set-up/appearance-views.ts';
import type { DisplayView } from '#contract/views/display-views.ts';
import type { Payment } from '#domain/payment/payment.ts';
import type { Refund } from '#domain/refund/refund.ts';
import type { Changes } from '#services/changes.ts';
import type { Clock, Log } from '#services/ports.ts';
import type { Session } from '#services/staff/session.ts';
import type { KnownTill } from '#services/known/known-till.ts';
import type { PinTries } from '#services/staff/pin-tries.ts';
import type { StaffFile } from '#services/staff/staff-ports.ts';
import { exportStatusView } from '#handlers/views/export-view.ts';
import { showPayment } from '#handlers/views/payment-view.ts';
import { pushAppearance } from './push-appearance.ts';
import type { PushQueue } from './push-queue.ts';
import { openPushQueue } from './push-queue.ts';
import { receiptView } from '#handlers/views/receipt-view.ts';
import { showRefund } from '#handlers/views/refund-view.ts';
import { sessionView } from '#handlers/views/session-view.ts';
import type { ShownStation } from '#handlers/views/snapshot.ts';
import { customerSnapshot, maySeeHistory } from '#handlers/views/snapshot.ts';
import { TillPush } from './till-push.ts';

export interface PushPorts {
  readonly clock: Clock;
  readonly log: Log;
  readonly staff: Pick<StaffFile, 'read'>;
  readonly tries: Pick<PinTries, 'lockedUntil' | 'isLockedOut'>;
  readonly known: Pick<KnownTill, 'unread'>;
  readonly appearance: () => AppearanceView;
  readonly display: () => DisplayView;
  /** Called at every change with the number of unfinished payments. */
  readonly onUnfinished: (count: number) => void;
  readonly push: <N extends EventName>(name: N, payload: EventPayload<N>) => void;
}

type Push = PushPorts['push'];
type Due = PushQueue['due'];

/** Pushes the status of receipts and exports. */
const pushWork = (
  due: Due,
  push: Push,
  changes: Changes,
  session: Session,
  station: () => ShownStation,
): void => {
  changes.on('receipt', (reference) =>
    due(`receipt of ${reference}`, () => {
      if (maySeeHistory(session)) push('receipts.changed', receiptView(station().receipts.status(reference)));
    }),
  );
  changes.on('export', (status) => due('export', () => push('export.changed', exportStatusView(status))));
};

/** Calls `show` when the till's language changes: lines and problems have amounts as it writes them. */
const whenLanguageChanges = (changes: Changes, shown: PushPorts['appearance'], show: () => void): void => {
  let spoken = shown().language;
  changes.on('appearance', () => {
    const { language } = shown();
    if (language === spoken) return;
    spoken = language;
    show();
  });
};

/**
 * Pushes every change from now on. Views are built at the end of the turn, from the state then and for the person then
 * at the till. A payment that a `till.replaced` push already lists is not pushed again.
 */
export const pushChanges = (
  { push, clock, log, staff, tries, known, appearance, display, onUnfinished }: PushPorts,
  changes: Changes,
  session: Session,
  station: () => ShownStation,
): void => {
  const { due } = openPushQueue(log);
  pushWork(due, push, changes, session, station);
  const till = new TillPush({ push, clock, session, station });
  const showStatus = (): void => {
    due('unfinished', () => onUnfinished(station().payments.tracker.unfinished.length));
    due('customer', () => push('customer.changed', customerSnapshot(station())));
    due('till', () => till.push());
  };
  const showAll = (): void => {
    till.replace();
    showStatus();
  };
  /** `payment` is not called before the end of the turn; it has none if the journal has none. */
  const showLine = (reference: string, payment: () => Payment | undefined): void => {
    showStatus();
    till.changed(reference);
    due(reference, () => {
      if (till.has(reference) || !maySeeHistory(session)) return;
      const changed = payment();
      if (changed) push('history.changed', showPayment(station())(changed));
    });
  };
  const showChangedRefund = (refund: Refund): void => {
    due(refund.reference, () => {
      if (maySeeHistory(session)) push('refund.changed', showRefund(station().refunds)(refund));
    });
    showLine(refund.paymentReference, () => station().journal.payment(refund.paymentReference));
  };

  changes.on('status', showStatus);
  changes.on('payment', (payment) => showLine(payment.reference, () => payment));
  changes.on('refund', showChangedRefund);
  pushAppearance(due, push, changes, appearance);
  whenLanguageChanges(changes, appearance, showAll);
  changes.on('display', () => due('display', () => push('display.changed', display())));
  changes.on('imported', showAll);
  changes.on('people', () => {
    due('session', () => push('session.changed', sessionView(session, staff, tries, known)));
    showAll();
  });
};
