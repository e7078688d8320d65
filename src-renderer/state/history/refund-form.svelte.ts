import type { Bridge, Problem, RefundableView, RefundReasonName } from '#contract';
import { parseAmount, toDecimal } from '#contract';
import { ask } from '../ask.ts';

/** Giving money back for one payment: what may be given, what is typed, and what went wrong. */
export class RefundForm {
  readonly #bridge: Bridge;
  readonly #reference: string;
  #refundable = $state.raw<RefundableView | null>(null);
  #problem = $state.raw<Problem | null>(null);
  #sending = $state(false);
  /** As typed; the whole of what is left to begin with. */
  amount = $state('');
  reason = $state<RefundReasonName>('goods-returned');
  note = $state('');

  constructor(bridge: Bridge, reference: string, reason: RefundReasonName) {
    this.#bridge = bridge;
    this.#reference = reference;
    this.reason = reason;
  }

  get refundable(): RefundableView | null {
    return this.#refundable;
  }

  get problem(): Problem | null {
    return this.#problem;
  }

  get sending(): boolean {
    return this.#sending;
  }

  /** Hundredths; undefined while what is typed is no amount. */
  get hundredths(): number | undefined {
    return this.#refundable ? parseAmount(this.amount, this.#refundable.currency) : undefined;
  }

  /** Asks main, and main the gateway, what may be given back. */
  async open(): Promise<void> {
    const reply = await ask(this.#bridge, 'refunds.refundable', { reference: this.#reference });
    if (reply.ok) {
      this.#refundable = reply.value;
      this.amount = toDecimal(reply.value.left, reply.value.currency);
    } else this.#problem = reply.problem;
  }

  /** Gives back what is typed, once; true when it is on its way. */
  async give(): Promise<boolean> {
    if (this.#sending || !this.#refundable) return false;
    const { hundredths: amount } = this;
    if (amount === undefined) {
      this.#problem = { code: 'refund-amount-malformed', details: {} };
      return false;
    }
    this.#sending = true;
    this.#problem = null;
    const input = { reference: this.#reference, amount, reason: this.reason, note: this.note };
    const reply = await ask(this.#bridge, 'refunds.start', input);
    if (!reply.ok) this.#problem = reply.problem;
    this.#sending = false;
    return reply.ok;
  }
}
