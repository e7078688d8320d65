import type { Bridge, CallInput, PaymentView, Problem } from '#contract';
import { ask } from '../ask.ts';

type Charge = CallInput<'payments.start'>;

/** What the cashier must answer, and the charge that waits for it. */
interface Question {
  readonly about: PaymentView | 'payments-missing';
  readonly charge: Charge;
}

const acknowledged = (about: Question['about']): Charge['acknowledged'] =>
  about === 'payments-missing' ? about : { reference: about.reference, state: about.state };

/** Starts payments, one at a time, and keeps the question that must be answered before a charge. */
export class Charging {
  readonly #bridge: Bridge;
  #busy = $state(false);
  #asked = $state.raw<Charge | null>(null);
  #question = $state.raw<Question | null>(null);
  /** How often everything was forgotten; a reply to what was asked before that is nobody's. */
  #forgotten = 0;

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  get busy(): boolean {
    return this.#busy;
  }

  /** What main is asked to charge, or what the question is about; null if neither. */
  get asked(): Charge | null {
    return this.#asked ?? this.#question?.charge ?? null;
  }

  /** The question: an earlier payment had the same amount, or payments may be missing here. */
  get question(): Question['about'] | null {
    return this.#question?.about ?? null;
  }

  /** Withdraws the question and returns the charge that acknowledges what it was about; undefined without one. */
  takeQuestion(): Charge | undefined {
    const question = this.#question;
    this.#question = null;
    return question ? { ...question.charge, acknowledged: acknowledged(question.about) } : undefined;
  }

  /** Withdraws the question, also one that main is about to ask: the person who charged has signed out. */
  forget(): void {
    this.#question = null;
    this.#asked = null;
    this.#forgotten += 1;
  }

  /**
   * Resolves to the problem, or to whether a payment started; if none started, a question is open, or nobody
   * waits for the answer any more.
   */
  async start(charge: Charge): Promise<Problem | boolean> {
    this.#busy = true;
    this.#asked = charge;
    const forgotten = this.#forgotten;
    const reply = await ask(this.#bridge, 'payments.start', charge);
    this.#busy = false;
    this.#asked = null;
    if (forgotten !== this.#forgotten) return false;
    if (!reply.ok) return reply.problem;
    const { value } = reply;
    if (value.answer === 'same-amount') this.#question = { about: value.earlier, charge };
    else if (value.answer === 'payments-missing') this.#question = { about: 'payments-missing', charge };
    return value.answer === 'started';
  }
}
