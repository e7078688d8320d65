import type { GatewayPayment } from '#domain/gateway/gateway-payment.ts';
import type { Intent } from '#domain/payment/payment.ts';
import type { Answer, Gateway, PaymentFilter } from '#services/gateway/gateway-port.ts';

type ScriptedCall = 'create' | 'get' | 'list' | 'cancel' | 'method';
type Fault = Exclude<Answer<never>, { kind: 'ok' }>;

const notPartOfTest = (): Promise<never> => Promise.reject(new Error('not part of this test'));

/**
 * A gateway that stores payments like the real one and fails on demand. Each `next` fault applies to one call
 * of that name; a fault on `create` loses the answer after storing, unless it says that nothing was sent.
 */
export class ScriptedGateway implements Gateway {
  readonly created: Intent[] = [];
  readonly calls: string[] = [];
  readonly next: Partial<Record<ScriptedCall, Fault[]>> = {};
  /** Whether a create whose answer is lost still stores the payment. */
  storesUnanswered = true;
  #stored = new Map<string, GatewayPayment>();

  stored(reference: string): GatewayPayment | undefined {
    return [...this.#stored.values()].find((one) => one.reference === reference);
  }

  /** Puts a stored payment into a status, or changes more of what the gateway reports of it. */
  set(reference: string, change: Partial<GatewayPayment>): void {
    const stored = this.stored(reference);
    if (!stored) throw new Error(`nothing stored under ${reference}`);
    this.#stored.set(stored.id, { ...stored, ...change });
  }

  #fault(call: ScriptedCall): Fault | undefined {
    this.calls.push(call);
    return this.next[call]?.shift();
  }

  create(intent: Intent): Promise<Answer<GatewayPayment>> {
    const fault = this.#fault('create');
    this.created.push(intent);
    if (fault && (fault.kind === 'unreachable' || !this.storesUnanswered)) return Promise.resolve(fault);
    if (this.stored(intent.reference)) {
      return Promise.resolve({ kind: 'rejected', reasons: [{ code: 20, info: 'duplicate' }], payment: null });
    }
    const id = String(4_000_000 + this.#stored.size);
    const payment = gatewayPayment(intent, { id });
    this.#stored.set(id, payment);
    return Promise.resolve(fault ?? { kind: 'ok', value: payment });
  }

  get(id: string): Promise<Answer<GatewayPayment>> {
    const stored = this.#stored.get(id);
    return Promise.resolve(
      this.#fault('get') ?? (stored ? { kind: 'ok', value: stored } : { kind: 'not-found' }),
    );
  }

  list(filter: PaymentFilter): ReturnType<Gateway['list']> {
    const fault = this.#fault('list');
    if (fault) return Promise.resolve(fault);
    const payments = [...this.#stored.values()]
      .filter((one) => one.reference === filter.merchantTransactionId)
      .map((one) => ({ ...one, redirectUrl: null, qrCodeUrl: null }));
    return Promise.resolve({
      kind: 'ok',
      value: { payments, unread: [], pageIndex: 1, totalPages: 1, totalCount: payments.length },
    });
  }

  cancel(id: string): Promise<Answer<GatewayPayment>> {
    const fault = this.#fault('cancel');
    if (fault) return Promise.resolve(fault);
    const stored = this.#stored.get(id);
    if (!stored) return Promise.resolve({ kind: 'not-found' });
    const cancelled = { ...stored, statusId: 3 };
    this.#stored.set(id, cancelled);
    return Promise.resolve({ kind: 'ok', value: cancelled });
  }

  /** There are no refunds. */
  listRefunds = (paymentId: string): ReturnType<Gateway['listRefunds']> =>
    Promise.resolve(
      this.#stored.has(paymentId)
        ? { kind: 'ok', value: { refunds: [], unread: [] } }
        : { kind: 'not-found' },
    );
  method(): ReturnType<Gateway['method']> {
    return Promise.resolve(this.#fault('method') ?? { kind: 'ok', value: { currencies: [] } });
  }

  createRefund = notPartOfTest;
  getRefund = notPartOfTest;
  refundTypes = notPartOfTest;
  close = (): Promise<void> => Promise.resolve();
}

/** What the gateway reports of an intent it has stored: Open, with the hosted page as its code. */
export const gatewayPayment = (
  intent: Pick<Intent, 'reference' | 'amount' | 'currency'>,
  change: Partial<GatewayPayment> = {},
): GatewayPayment => ({
  id: '4000000',
  reference: intent.reference,
  amount: intent.amount,
  currency: intent.currency,
  statusId: 1,
  reasons: [],
  redirectUrl: 'https://pay.example/Home?PaymentToken=0123456789ABCDEF0123456789ABCDEF.4000000',
  qrCodeUrl: null,
  methodTransactionId: null,
  createdAt: 0,
  ...change,
});
