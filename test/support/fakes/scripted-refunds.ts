import type { GatewayRefund, RefundIntent } from '#domain/refund/refund.ts';
import type {
  Answer,
  Gateway,
  RefundList,
  RefundRequest,
  RefundType,
} from '#services/gateway/gateway-port.ts';

export type Fault = Exclude<Answer<never>, { kind: 'ok' }>;
type RefundCall = 'createRefund' | 'listRefunds' | 'getRefund' | 'refundTypes';

const notPartOfTest = (): Promise<never> => Promise.reject(new Error('not part of this test'));

const FAILED = 4;

export const NATIVE: RefundType = { allowsPartial: true, needsDetails: false };

/**
 * A gateway that keeps refunds. Each `next` fault applies to one call. A create whose answer is lost still
 * stores the refund by default.
 */
export class ScriptedRefunds implements Gateway {
  readonly sent: RefundRequest[] = [];
  readonly calls: RefundCall[] = [];
  readonly next: Partial<Record<RefundCall, Fault[]>> = {};
  storesUnanswered = true;
  /** What the payment has left, in hundredths; refunds beyond it are refused. */
  paid = Infinity;
  types: readonly RefundType[] = [NATIVE];
  readonly stored: GatewayRefund[] = [];

  /** Puts a stored refund into a status. */
  set(reference: string, statusId: number): void {
    this.change(reference, { statusId });
  }

  /** Changes what the gateway reports of a stored refund. */
  change(reference: string, change: Partial<GatewayRefund>): void {
    const index = this.stored.findIndex((one) => one.reference === reference);
    const stored = this.stored[index];
    if (!stored) throw new Error(`nothing stored under ${reference}`);
    this.stored[index] = { ...stored, ...change };
  }

  /** A refund made in the gateway's dashboard. */
  madeElsewhere(amount: number, reference = 'DASHBOARD'): void {
    this.stored.push(this.#refund({ reference, amount, paymentId: '1' }));
  }

  /** A refund that was sent long ago. */
  arrivesLate(request: RefundRequest): void {
    this.stored.push(this.#refund(request));
  }

  /** A failed record beside the first, as an answer to what was sent again. */
  refusedBeside(request: RefundRequest): GatewayRefund {
    const reasons = [{ code: 18, info: 'nothing left' }];
    const refused = { ...this.#refund(request), statusId: FAILED, reasons };
    this.stored.push(refused);
    return refused;
  }

  #refund({ reference, amount, paymentId }: Pick<RefundRequest, 'reference' | 'amount' | 'paymentId'>) {
    return {
      id: String(700 + this.stored.length),
      reference,
      paymentId,
      amount,
      currency: 'CNY',
      statusId: 1,
      reasons: [],
      createdAt: null,
    };
  }

  #left(): number {
    const refunded = this.stored.filter(({ statusId }) => statusId !== FAILED);
    return this.paid - refunded.reduce((sum, { amount }) => sum + amount, 0);
  }

  #fault(call: RefundCall): Fault | undefined {
    this.calls.push(call);
    return this.next[call]?.shift();
  }

  createRefund(request: RefundRequest): Promise<Answer<GatewayRefund>> {
    const fault = this.#fault('createRefund');
    this.sent.push(request);
    if (fault && (fault.kind === 'unreachable' || fault.kind === 'rejected' || !this.storesUnanswered))
      return Promise.resolve(fault);
    if (this.stored.some(({ reference }) => reference === request.reference)) {
      return Promise.resolve({ kind: 'rejected', reasons: [{ code: 20, info: 'duplicate' }], payment: null });
    }
    if (request.amount > this.#left()) {
      return Promise.resolve({ kind: 'rejected', reasons: [{ code: 18, info: 'too much' }], payment: null });
    }
    const refund = this.#refund(request);
    this.stored.push(refund);
    return Promise.resolve(fault ?? { kind: 'ok', value: refund });
  }

  listRefunds(): Promise<Answer<RefundList>> {
    return Promise.resolve(
      this.#fault('listRefunds') ?? { kind: 'ok', value: { refunds: [...this.stored], unread: [] } },
    );
  }

  getRefund(_paymentId: string, id: string): Promise<Answer<GatewayRefund>> {
    const stored = this.stored.find((one) => one.id === id);
    return Promise.resolve(
      this.#fault('getRefund') ?? (stored ? { kind: 'ok', value: stored } : { kind: 'not-found' }),
    );
  }

  refundTypes(): Promise<Answer<readonly RefundType[]>> {
    return Promise.resolve(this.#fault('refundTypes') ?? { kind: 'ok', value: this.types });
  }

  create = notPartOfTest;
  get = notPartOfTest;
  list = notPartOfTest;
  cancel = notPartOfTest;
  method: Gateway['method'] = notPartOfTest;
  close = (): Promise<void> => Promise.resolve();
}

/** What the gateway reports of a refund it has stored. */
export const gatewayRefund = (
  { reference, paymentId, amount, currency }: RefundIntent,
  change: Pick<GatewayRefund, 'statusId'> & Partial<GatewayRefund>,
): GatewayRefund => ({
  id: `7-${reference}`,
  reference,
  paymentId,
  amount,
  currency,
  reasons: [],
  createdAt: null,
  ...change,
});
