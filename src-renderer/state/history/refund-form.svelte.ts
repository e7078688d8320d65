import type { Bridge, Hundredths, Problem, ProblemCode, RefundableView, RefundReasonName } from '#contract';
import { isNoteValid, readAmount, typedAmount } from '#contract';
import { ask } from '../ask.ts';
import { TypedProblem } from '../asking/typed-problem.svelte.ts';

/** Why main may know a moment later what it does not know now. */
const PASSING: readonly ProblemCode[] = [
  'refund-offline',
  'refund-gateway-fault',
  'refund-unclear',
  'refund-rejected',
  'refund-credentials-refused',
  'settings-changing',
  'unexpected',
];

/** The refund form of one payment: what is refundable, what is typed and what went wrong. */
export class RefundForm {
  readonly #bridge: Bridge;
  readonly #reference: string;
  #refundable = $state.raw<RefundableView | null>(null);
  readonly #problem = new TypedProblem(() => [this.amount, this.reason, this.note].join('\n'));
  #sending = $state(false);
  #asking = $state(false);
  /** As typed; initially the whole refundable amount. */
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

  /** Disappears once something else is typed. */
  get problem(): Problem | null {
    return this.#problem.current;
  }

  get sending(): boolean {
    return this.#sending;
  }

  /** Whether asking once more what is refundable may help. */
  get mayAskAgain(): boolean {
    const { problem } = this;
    return !this.#refundable && !this.#asking && problem !== null && PASSING.includes(problem.code);
  }

  /** Undefined unless the text is an amount above zero. */
  get hundredths(): Hundredths | undefined {
    const read = this.#refundable && readAmount(this.amount, this.#refundable.currency);
    return read?.ok && read.amount > 0 ? read.amount : undefined;
  }

  /** Asks main, which asks the gateway, what is refundable. */
  async open(): Promise<void> {
    const show = this.#problem.about();
    show(null);
    this.#asking = true;
    const reply = await ask(this.#bridge, 'refunds.refundable', { reference: this.#reference });
    this.#asking = false;
    if (reply.ok) {
      this.#refundable = reply.value;
      this.amount = typedAmount(reply.value.left, reply.value.currency);
    } else show(reply.problem);
  }

  /** Starts the refund, once; true if it has started. */
  async submit(): Promise<boolean> {
    if (this.#sending || !this.#refundable) return false;
    const { left } = this.#refundable;
    const { hundredths: amount } = this;
    if (amount === undefined) {
      this.#problem.show({ code: 'refund-amount-malformed', details: {} });
      return false;
    }
    // Nobody is called to approve what cannot be refunded anyway.
    if (amount > left) {
      this.#problem.show({ code: 'refund-over-left', details: {} });
      return false;
    }
    if (!isNoteValid(this.note.trim())) {
      this.#problem.show({ code: 'refund-note-invalid', details: {} });
      return false;
    }
    this.#sending = true;
    const show = this.#problem.about();
    show(null);
    const input = { reference: this.#reference, amount, left, reason: this.reason, note: this.note };
    const reply = await ask(this.#bridge, 'refunds.start', input);
    if (!reply.ok) show(reply.problem);
    this.#sending = false;
    return reply.ok;
  }
}
