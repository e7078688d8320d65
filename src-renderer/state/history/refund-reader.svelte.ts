import type { Bridge, Problem, RefundView } from '#contract';
import { ask } from '../ask.ts';

const withRefund = (refunds: readonly RefundView[], changed: RefundView): readonly RefundView[] =>
  refunds.some(({ reference }) => reference === changed.reference)
    ? refunds.map((one) => (one.reference === changed.reference ? changed : one))
    : [...refunds, changed];

/** Mirrors the refunds of one payment, oldest first. */
export class RefundReader {
  readonly #bridge: Bridge;
  readonly #reference: string;
  readonly #showProblem: (problem: Problem) => void;
  #refunds = $state.raw<readonly RefundView[]>([]);

  constructor(bridge: Bridge, reference: string, showProblem: (problem: Problem) => void) {
    this.#bridge = bridge;
    this.#reference = reference;
    this.#showProblem = showProblem;
  }

  get refunds(): readonly RefundView[] {
    return this.#refunds;
  }

  /** Whether a refund's outcome is still awaited; until then nobody should start another. */
  get isRunning(): boolean {
    return this.#refunds.some(({ state }) => state === 'requested' || state === 'unknown');
  }

  /** Follows changes and reads the list; the result stops it. */
  start(): () => void {
    const stop = this.#bridge.on('refund.changed', (refund) => {
      if (refund.paymentReference === this.#reference) this.#refunds = withRefund(this.#refunds, refund);
    });
    void this.#read();
    return stop;
  }

  async #read(): Promise<void> {
    const reply = await ask(this.#bridge, 'refunds.ofPayment', { reference: this.#reference });
    // Refunds pushed meanwhile are newer.
    if (reply.ok) this.#refunds = this.#refunds.reduce(withRefund, reply.value);
    // An empty list would read as if nothing had been refunded.
    else this.#showProblem(reply.problem);
  }
}
