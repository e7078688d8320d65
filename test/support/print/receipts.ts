/** Receipts of one made-up sale and its refunds. */
import type { GatewayPayment } from '#domain/gateway/gateway-payment.ts';
import type { LanguageName } from '#domain/shop/language.ts';
import type { Bitmap } from '#domain/print/paper.ts';
import type { Payment } from '#domain/payment/payment.ts';
import type { ReceiptSubject } from '#domain/print/receipt-facts.ts';
import type { ReceiptOptions } from '#domain/print/receipt-options.ts';
import type { Refund } from '#domain/refund/refund.ts';
import type { Environment } from '#domain/shop/environment.ts';
import { trainingTerminal } from '#domain/shop/settings/settings.ts';
import type { Person } from '#domain/staff/staff.ts';
import type { Rasterise } from '#services/print/print-ports.ts';
import { RECEIPT_WORDS } from '#words/receipt-words.ts';

const NOON = Date.UTC(2026, 10, 23, 12);
const HASH = '7c1e0a9b44d2f3e6'.repeat(4);

const lin: Person = { id: 'p-1', name: 'Lin', role: 'cashier' };
const ada: Person = { id: 'p-2', name: 'Ada', role: 'supervisor' };
const terminal = { ...trainingTerminal, storeName: 'Garden Cafe', storeId: 'SHOP-1' };

const gateway: GatewayPayment = {
  id: '9007199254740993',
  reference: 'T1-20261123-000012-QK3M9Z7A',
  amount: 1250,
  currency: 'CNY',
  statusId: 2,
  reasons: [],
  redirectUrl: null,
  qrCodeUrl: null,
  methodTransactionId: '2026112322001412341234567890',
  createdAt: NOON,
};

const facts = {
  reference: gateway.reference,
  requestId: 'request-1',
  amount: 1250,
  currency: 'CNY',
  orderReference: 'A-17',
  environment: 'live',
  siteId: '1000',
  terminal,
  cashier: lin,
  startedAt: NOON,
  changedAt: NOON + 2_500,
  cancelling: 'no',
  gateway,
} as const;

export const PAYMENTS = {
  sending: { ...facts, state: 'sending' },
  unknown: { ...facts, state: 'unknown', doubt: 'no-answer', misses: 0, firstMissAt: null },
  open: { ...facts, state: 'open' },
  pending: { ...facts, state: 'pending' },
  paid: { ...facts, state: 'paid', late: false, lateAccepted: false },
  cancelled: { ...facts, state: 'cancelled' },
  expired: { ...facts, state: 'expired' },
  failed: { ...facts, state: 'failed', failure: 'declined', reasons: [] },
} as const satisfies Record<Payment['state'], Payment>;

const refundFacts = {
  reference: 'T1-20261124-R00003-7HW2PX0B',
  requestId: 'request-2',
  paymentReference: gateway.reference,
  paymentId: gateway.id,
  amount: 500,
  currency: 'CNY',
  reason: 'goods-returned',
  note: '',
  askedBy: lin,
  approvedBy: ada,
  startedAt: NOON,
  changedAt: NOON + 2_500,
  gateway: {
    id: '77',
    reference: 'T1-20261124-R00003-7HW2PX0B',
    paymentId: gateway.id,
    amount: 500,
    currency: 'CNY',
    statusId: 2,
    reasons: [],
    createdAt: NOON,
  },
} as const;

export const REFUNDS = {
  sending: { ...refundFacts, state: 'sending' },
  unknown: { ...refundFacts, state: 'unknown', doubt: 'no-answer', misses: 0, firstMissAt: null },
  requested: { ...refundFacts, state: 'requested' },
  refunded: { ...refundFacts, state: 'refunded' },
  failed: { ...refundFacts, state: 'failed', failure: 'declined', reasons: [] },
} as const satisfies Record<Refund['state'], Refund>;

const source = (environment: Environment) => ({ at: NOON + 2_500, hash: HASH, environment, terminal });

export const ofPayment = (payment: Payment, environment: Environment = 'live'): ReceiptSubject => ({
  ...source(environment),
  kind: 'payment',
  number: 12,
  payment,
  refundedSoFar: 0,
});

export const ofRefund = (refund: Refund): ReceiptSubject => ({
  ...source('live'),
  kind: 'refund',
  number: 3,
  refund,
  originalNumber: 12,
});

export const inLanguage = (language: LanguageName, copy = 1): ReceiptOptions => ({
  copy,
  storeAddress: '',
  language,
  words: RECEIPT_WORDS[language],
  localTime: (at) => new Date(at + 8 * 3_600_000).toISOString().replace('Z', '+08:00'),
});

/** No picture, but the line's own text in the dots: so that the bytes show what is drawn. */
export const writtenInDots: Rasterise = (lines, dots) =>
  Promise.resolve(
    lines.map((line): Bitmap => {
      const text = line.kind === 'centred' ? line.text : `${line.left}\t${line.right}`;
      const bytes = Array.from({ length: dots }, (_, place) => Buffer.from(text)[place] ?? 0);
      return { width: dots, height: 8, bytes };
    }),
  );
