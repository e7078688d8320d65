/**
 * Carries one payment from where it stands to its end: asks `nextStep`, does it, writes down what came of it, asks
 * again. A start after a power cut takes the same road; the only thing it knows better is that a sending found in
 * the journal may already have been on the wire.
 */
import type { GatewayPayment } from '#domain/gateway/gateway-payment.ts';
import type { Step } from '#domain/payment/next-step.ts';
import { nextStep } from '#domain/payment/next-step.ts';
import { PACE } from '#domain/pace.ts';
import type { Payment, PaymentEvent } from '#domain/payment/payment.ts';
import { advance } from '#domain/payment/advance.ts';
import { isFinal } from '#domain/payment/payment.ts';
import type { Outcome } from '#services/gateway/outcome.ts';
import { outcomeOf } from '#services/gateway/outcome.ts';
import type { Journal } from '#services/journal-ports.ts';
import type { Gateway } from '#services/gateway/gateway-port.ts';
import type { GatewayLoopPorts } from '#services/gateway/gateway-loop.ts';
import { GatewayLoop } from '#services/gateway/gateway-loop.ts';

export interface RunPorts extends GatewayLoopPorts {
  readonly journal: Journal;
  readonly gateway: Gateway;
  /** Told after the journal has it. */
  readonly onChange: (payment: Payment) => void;
}

const toldBy = (outcome: Outcome<GatewayPayment>): PaymentEvent => {
  switch (outcome.kind) {
    case 'created':
      return { type: 'created', payment: outcome.value };
    case 'refused': {
      const { failure, reasons, payment } = outcome;
      return { type: 'refused', failure, reasons, payment };
    }
    case 'doubted':
      return { type: 'doubted', doubt: outcome.doubt, reasons: outcome.reasons };
    default:
      return outcome satisfies never;
  }
};

/** One payment on its way. Runs from the moment it is made until the payment rests or `stop` is called. */
export class PaymentRun {
  /** Settles when the run has come to rest or was stopped. */
  readonly ended: Promise<void>;

  #payment: Payment;
  /** Times this payment has been sent, earlier runs of the program included. */
  #sendings: number;
  /** Sent, and no outcome written down yet. */
  #unheard: boolean;
  #cancels = 0;
  readonly #loop: GatewayLoop;
  readonly #ports: RunPorts;

  /** `sentBefore` says that an earlier run of the program may have sent it. */
  constructor(ports: RunPorts, payment: Payment, sentBefore: boolean) {
    this.#ports = ports;
    this.#payment = payment;
    this.#sendings = sentBefore ? 1 : 0;
    this.#unheard = sentBefore;
    this.#loop = new GatewayLoop(ports, payment.reference);
    const next = (): Step => nextStep(this.#payment, this.#loop.contact, this.#loop.now());
    this.ended = this.#loop.carryOn(next, (step) => this.#perform(step));
  }

  get payment(): Payment {
    return this.#payment;
  }

  /** Ms since the payment was started. */
  get age(): number {
    return this.#loop.now() - this.#payment.startedAt;
  }

  /** Writes the event down if it applies and lets the run act on it; undefined when it does not apply. */
  tell(event: PaymentEvent): Payment | undefined {
    const told = this.#record(event);
    if (told) this.#loop.nudge();
    return told;
  }

  /** See `Talks.wake`. */
  wake(): void {
    this.#loop.wake();
  }

  stop(): void {
    this.#loop.stop();
  }

  async #perform(step: Step): Promise<void> {
    switch (step.do) {
      case 'send':
        return this.#send();
      case 'send-again':
        this.#record({ type: 'resent' });
        return;
      case 'give-up':
        this.#record({ type: 'refused', failure: 'never-arrived', reasons: [], payment: null });
        return;
      case 'ask-cancel':
        this.#record({ type: 'cancel-asked', by: 'deadline', person: null });
        return;
      case 'cancel':
        return this.#cancel(this.#gatewayId());
      case 'look-up':
        return this.#lookUp();
      case 'poll':
      case 'watch':
        return this.#get(this.#gatewayId());
      case 'rest':
        return;
      default:
        return step satisfies never;
    }
  }

  async #send(): Promise<void> {
    if (this.#unheard) {
      this.#record({ type: 'doubted', doubt: 'interrupted', reasons: [] });
      this.#unheard = false;
      return;
    }
    this.#unheard = true;
    this.#sendings += 1;
    const answer = this.#loop.noteAnswer(await this.#ports.gateway.create(this.#payment));
    if (answer.kind !== 'server-fault') this.#loop.beginAnew();
    this.#record(toldBy(outcomeOf(answer, this.#sendings > 1)));
    this.#unheard = false;
  }

  async #get(id: string): Promise<void> {
    const answer = this.#loop.noteAnswer(await this.#ports.gateway.get(id));
    if (answer.kind === 'ok') this.#record({ type: 'observed', payment: answer.value });
  }

  async #lookUp(): Promise<void> {
    const { reference } = this.#payment;
    const answer = this.#loop.noteAnswer(
      await this.#ports.gateway.list({ merchantTransactionId: reference }),
    );
    if (answer.kind !== 'ok') return;
    const found = answer.value.payments.find((one) => one.reference === reference);
    if (found) await this.#get(found.id);
    // Rows of other payments mean that the list was not filtered as asked: that proves nothing.
    else if (answer.value.totalCount === 0) this.#record({ type: 'missed' });
  }

  /** Query, cancel, query: the last word is always the gateway's own state. */
  async #cancel(id: string): Promise<void> {
    await this.#get(id);
    if (isFinal(this.#payment) || this.#loop.contact.failures > 0) return;
    const answer = this.#loop.noteAnswer(await this.#ports.gateway.cancel(id));
    this.#cancels += 1;
    const answered = answer.kind === 'ok' || answer.kind === 'rejected';
    // A gateway that answers, but never sensibly, will not cancel it: watch it instead of asking for ever.
    const speaks = answer.kind !== 'unreachable' && answer.kind !== 'no-answer';
    if (!answered && !(speaks && this.#cancels >= PACE.cancelTries)) return;
    this.#record({
      type: 'cancel-answered',
      answer: answer.kind === 'ok' ? 'accepted' : 'refused',
      reasons: answer.kind === 'rejected' ? answer.reasons : [],
    });
    await this.#get(id);
  }

  #record(event: PaymentEvent): Payment | undefined {
    const { journal, onChange } = this.#ports;
    const at = this.#loop.now();
    if (!advance(this.#payment, event, at)) return undefined;
    this.#payment = journal.append(this.#payment.reference, event, at);
    onChange(this.#payment);
    return this.#payment;
  }

  #gatewayId(): string {
    const { gateway, reference, state } = this.#payment;
    if (!gateway) throw new Error(`No gateway ID for ${reference} in state ${state}`);
    return gateway.id;
  }
}
