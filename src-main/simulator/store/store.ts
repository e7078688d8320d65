import { appendTo, readStoreLines } from './store-file.ts';
import type { StoreLine } from './store-file.ts';
import type { PaymentRecord, RefundRecord } from './records.ts';

/** The payments and refunds of the simulated GlobalPay. A record put again replaces the older one of the same ID. */
export type Store = {
  putPayment(payment: PaymentRecord): void;
  putRefund(refund: RefundRecord): void;
  payment(id: number): PaymentRecord | undefined;
  paymentByReference(reference: string): PaymentRecord | undefined;
  paymentByToken(token: string): PaymentRecord | undefined;
  refundByReference(reference: string): RefundRecord | undefined;
  /** Oldest first. */
  payments(): PaymentRecord[];
  refunds(): RefundRecord[];
  refundsOf(paymentId: number): RefundRecord[];
  nextPaymentId(): number;
  nextRefundId(): number;
  /** Calls `listener` after every change from now on. */
  onPut(listener: (line: StoreLine) => void): void;
  /** Forgets every record; IDs go on counting. */
  reset(): void;
};

const FIRST_PAYMENT_ID = 6_000_001;
const FIRST_REFUND_ID = 80_001;

/** Opens the store, replaying `file` (append-only JSON lines) if given. Throws when it cannot be written. */
export function openStore(file: string | undefined): Store {
  const records: Records = {
    payments: new Map(),
    refunds: new Map(),
    byReference: new Map(),
    byToken: new Map(),
    nextPaymentId: FIRST_PAYMENT_ID,
    nextRefundId: FIRST_REFUND_ID,
  };
  if (file !== undefined) for (const line of readStoreLines(file)) apply(records, line);
  const append = file === undefined ? () => undefined : appendTo(file);
  const listeners: ((line: StoreLine) => void)[] = [];
  const write = (line: StoreLine): void => {
    append(line);
    apply(records, line);
    for (const listener of listeners) listener(line);
  };
  const { payments, refunds, byReference, byToken } = records;
  return {
    putPayment: (payment) => write({ kind: 'payment', payment }),
    putRefund: (refund) => write({ kind: 'refund', refund }),
    payment: (id) => payments.get(id),
    paymentByReference: (reference) => payments.get(byReference.get(reference) ?? 0),
    paymentByToken: (token) => payments.get(byToken.get(token) ?? 0),
    refundByReference: (reference) => [...refunds.values()].find((refund) => refund.reference === reference),
    payments: () => [...payments.values()],
    refunds: () => [...refunds.values()],
    refundsOf: (id) => [...refunds.values()].filter((refund) => refund.paymentId === id),
    nextPaymentId: () => records.nextPaymentId++,
    nextRefundId: () => records.nextRefundId++,
    onPut: (listener) => void listeners.push(listener),
    reset: () => write({ kind: 'reset' }),
  };
}

type Records = {
  readonly payments: Map<number, PaymentRecord>;
  readonly refunds: Map<number, RefundRecord>;
  readonly byReference: Map<string, number>;
  readonly byToken: Map<string, number>;
  nextPaymentId: number;
  nextRefundId: number;
};

/** Applies a line, just written or replayed: one path for both, so that a restart changes nothing. */
function apply(records: Records, line: StoreLine): void {
  switch (line.kind) {
    case 'payment': {
      const { id, reference, token } = line.payment;
      records.payments.set(id, line.payment);
      records.byToken.set(token, id);
      if (reference !== null) records.byReference.set(reference, id);
      records.nextPaymentId = Math.max(records.nextPaymentId, id + 1);
      break;
    }
    case 'refund':
      records.refunds.set(line.refund.id, line.refund);
      records.nextRefundId = Math.max(records.nextRefundId, line.refund.id + 1);
      break;
    case 'reset':
      for (const map of [records.payments, records.refunds, records.byReference, records.byToken])
        map.clear();
      break;
    default:
      line satisfies never;
  }
}
