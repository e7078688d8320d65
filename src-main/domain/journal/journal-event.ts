/** Everything the journal can hold, and which place each kind has in a story. */
import type { PaymentEvent } from '#domain/payment/payment.ts';
import type { ActivityRecord } from './activity-record.ts';
import type { RefundEvent } from '#domain/refund/refund.ts';

export type JournalEvent = PaymentEvent | RefundEvent | ActivityRecord;

/** `begins` and `continues` a payment's or refund's story, or `stands-alone`. */
export const placeOf = (type: JournalEvent['type']): 'begins' | 'continues' | 'stands-alone' => {
  switch (type) {
    case 'intended':
    case 'found':
    case 'refund-intended':
    case 'refund-found':
      return 'begins';
    case 'resent':
    case 'created':
    case 'refused':
    case 'doubted':
    case 'missed':
    case 'observed':
    case 'cancel-asked':
    case 'cancel-answered':
    case 'late-accepted':
    case 'refund-resent':
    case 'refund-created':
    case 'refund-refused':
    case 'refund-doubted':
    case 'refund-missed':
    case 'refund-observed':
      return 'continues';
    case 'signed-in':
    case 'signed-out':
    case 'pin-refused':
    case 'permission-refused':
    case 'shift-opened':
    case 'shift-closed':
    case 'signed-off':
    case 'day-closed':
    case 'reconciled':
    case 'rights-lent':
    case 'rights-used':
    case 'staff-added':
    case 'staff-changed':
    case 'staff-left':
    case 'pin-changed':
    case 'staff-reset':
    case 'settings-changed':
    case 'payment-set-aside':
    case 'receipt-printed':
    case 'z-printed':
    case 'exported':
      return 'stands-alone';
    default:
      return type satisfies never;
  }
};
