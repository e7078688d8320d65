/** The events of made-up sales. Programs started by tests use them, too. */
import type { GatewayPayment } from '#domain/gateway/gateway-payment.ts';
import type { Intent, PaymentEvent } from '#domain/payment/payment.ts';
import { trainingTerminal } from '#domain/shop/settings/settings.ts';
import type { Journal } from '#services/journal-ports.ts';

export const NOON = Date.UTC(2026, 10, 23, 12);

export const intended = (reference: string, change: Partial<Intent> = {}): PaymentEvent => ({
  type: 'intended',
  intent: {
    reference,
    requestId: `request-of-${reference}`,
    amount: 1250,
    currency: 'CNY',
    orderReference: '',
    environment: 'test',
    siteId: '1000',
    terminal: trainingTerminal,
    cashier: null,
    ...change,
  },
});

export const reportedPayment = (
  reference: string,
  statusId: number,
  change: Partial<GatewayPayment> = {},
): GatewayPayment => ({
  id: '9007199254740993',
  reference,
  amount: 1250,
  currency: 'CNY',
  statusId,
  reasons: [],
  redirectUrl: 'https://pay.example/1',
  qrCodeUrl: null,
  methodTransactionId: null,
  createdAt: NOON,
  ...change,
});

const OPEN = 1;
const PAID = 2;
const CANCELLED = 3;

/** A sale from intent to paid, one row a second from `at`. */
export const sell = (journal: Journal, reference: string, at = NOON, change: Partial<Intent> = {}): void => {
  const { amount = 1250, currency = 'CNY' } = change;
  journal.append(reference, intended(reference, change), at);
  journal.append(
    reference,
    { type: 'created', payment: reportedPayment(reference, OPEN, { amount, currency }) },
    at + 1_000,
  );
  journal.append(
    reference,
    { type: 'observed', payment: reportedPayment(reference, PAID, { amount, currency }) },
    at + 2_000,
  );
};

/** A sale that was paid after it was cancelled, one row a second from `at`; `taken` is what the gateway took. */
export const payLate = (
  journal: Journal,
  reference: string,
  at = NOON,
  taken: Partial<Pick<GatewayPayment, 'id' | 'amount' | 'currency'>> = {},
): void => {
  const id = taken.id ?? '9007199254740993';
  journal.append(reference, intended(reference), at);
  journal.append(
    reference,
    { type: 'created', payment: reportedPayment(reference, OPEN, { id }) },
    at + 1_000,
  );
  journal.append(
    reference,
    { type: 'observed', payment: reportedPayment(reference, CANCELLED, { id }) },
    at + 2_000,
  );
  journal.append(
    reference,
    { type: 'observed', payment: reportedPayment(reference, PAID, taken) },
    at + 3_000,
  );
};
