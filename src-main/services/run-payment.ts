/**
 * Carries one payment from where it stands to its end: asks `nextStep`, does it, writes down what came of it, asks
 * again. A start after a power cut takes the same road; the only thing it knows better is that a sending found in
 * the journal may already have been on the wire.
 */
import type { GatewayPayment } from '#domain/gateway-payment.ts';
import { meaningOf } from '#domain/gateway-payment.ts';
import type { Contact } from '#domain/contact.ts';
import type { Step } from '#domain/next-step.ts';
import { nextStep } from '#domain/next-step.ts';
import { PACE } from '#domain/pace.ts';
import type { Payment, PaymentEvent } from '#domain/payment.ts';
import { advance } from '#domain/advance.ts';
import { isFinal } from '#domain/payment.ts';
import type { Answer, Clock, Gateway, Ids, Journal, Log } from './ports.ts';
import { ownTime } from './own-time.ts';

export interface RunPorts {
  readonly journal: Journal;
  readonly gateway: Gateway;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  /** Told after the journal has it. */
  readonly onChange: (payment: Payment) => void;
}

/** What an answer to the create call says about the payment. `again` is true for every sending but the first. */
const outcomeOfCreate = (answer: Answer<GatewayPayment>, again: boolean): PaymentEvent => {
  const DUPLICATE = 20;
  switch (answer.kind) {
    case 'ok':
      return { type: 'created', payment: answer.value };
    case 'rejected':
      return again && answer.reasons.some((reason) => reason.code === DUPLICATE)
        ? { type: 'doubted', doubt: 'duplicate', reasons: answer.reasons }
        : { type: 'refused', failure: 'rejected', reasons: answer.reasons, payment: answer.payment };
    case 'credentials-refused':
      return { type: 'refused', failure: 'credentials-refused', reasons: [], payment: null };
    case 'unreachable':
      return again
        ? { type: 'doubted', doubt: 'no-answer', reasons: [] }
        : { type: 'refused', failure: 'not-sent', reasons: [], payment: null };
    case 'no-answer':
    case 'server-fault':
    case 'malformed':
      return { type: 'doubted', doubt: answer.kind, reasons: [] };
    case 'not-found':
      return { type: 'doubted', doubt: 'malformed', reasons: [] };
    default:
      return answer satisfies never;
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
  #stopped = false;
  #nudge = (): void => undefined;
  #contact: Contact;
  readonly #ports: RunPorts;
  /** The time by which the whole run lives: events, waits and deadlines. */
  readonly #now: () => number;

  /** `sentBefore` says that an earlier run of the program may have sent it. */
  constructor(ports: RunPorts, payment: Payment, sentBefore: boolean) {
    this.#ports = ports;
    this.#payment = payment;
    this.#sendings = sentBefore ? 1 : 0;
    this.#unheard = sentBefore;
    this.#now = ownTime(ports.clock);
    this.#contact = {
      since: this.#now(),
      lastAt: null,
      failures: 0,
      notBefore: 0,
      chance: ports.ids.chance(),
    };
    this.ended = this.#run();
  }

  get payment(): Payment {
    return this.#payment;
  }

  /** Ms since the payment was started. */
  get age(): number {
    return this.#now() - this.#payment.startedAt;
  }

  /** Writes the event down if it applies and lets the run act on it; undefined when it does not apply. */
  tell(event: PaymentEvent): Payment | undefined {
    const told = this.#record(event);
    if (told) this.#nudge();
    return told;
  }

  stop(): void {
    this.#stopped = true;
    this.#nudge();
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      const step = nextStep(this.#payment, this.#contact, this.#now());
      if (step.do === 'rest') return;
      if ('at' in step && step.at > this.#now()) await this.#sleepUntil(step.at);
      else await this.#try(step);
    }
  }

  /** A disk that fails is the one thing that throws here; the step is tried again after a wait. */
  async #try(step: Step): Promise<void> {
    try {
      await this.#perform(step);
    } catch (error) {
      const { reference } = this.#payment;
      this.#ports.log.error('payment step failed', { reference, step: step.do, error });
      await this.#sleepUntil(this.#now() + PACE.retryAfterFault);
    }
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
        this.#record({ type: 'cancel-asked', by: 'deadline' });
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
    const answer = this.#heard(await this.#ports.gateway.create(this.#payment));
    if (answer.kind !== 'server-fault') this.#contact = { ...this.#contact, lastAt: null, failures: 0 };
    this.#record(outcomeOfCreate(answer, this.#sendings > 1));
    this.#unheard = false;
  }

  async #get(id: string): Promise<void> {
    const answer = this.#heard(await this.#ports.gateway.get(id));
    if (answer.kind === 'ok') this.#record({ type: 'observed', payment: answer.value });
  }

  async #lookUp(): Promise<void> {
    const { reference } = this.#payment;
    const answer = this.#heard(await this.#ports.gateway.list({ merchantTransactionId: reference }));
    if (answer.kind !== 'ok') return;
    const found = answer.value.payments.find((one) => one.reference === reference);
    if (found) await this.#get(found.id);
    // Rows of other payments mean that the list was not filtered as asked: that proves nothing.
    else if (answer.value.totalCount === 0) this.#record({ type: 'missed' });
  }

  /** Query, cancel, query: the last word is always the gateway's own state. */
  async #cancel(id: string): Promise<void> {
    await this.#get(id);
    if (isFinal(this.#payment) || this.#contact.failures > 0) return;
    if (this.#isToldPaid()) {
      this.#record({ type: 'cancel-answered', answer: 'refused', reasons: [] });
      return;
    }
    const answer = this.#heard(await this.#ports.gateway.cancel(id));
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

  /** Success with another amount than ours stays in doubt, but it is no payment to cancel. */
  #isToldPaid(): boolean {
    const { gateway } = this.#payment;
    return gateway !== null && meaningOf(gateway.statusId) === 'paid';
  }

  #record(event: PaymentEvent): Payment | undefined {
    const { journal, onChange } = this.#ports;
    const at = this.#now();
    if (!advance(this.#payment, event, at)) return undefined;
    this.#payment = journal.append(this.#payment.reference, event, at);
    onChange(this.#payment);
    return this.#payment;
  }

  #heard<T>(answer: Answer<T>): Answer<T> {
    const { ids, log } = this.#ports;
    const now = this.#now();
    const answered = answer.kind === 'ok' || answer.kind === 'rejected';
    const retryAfterMs = answer.kind === 'server-fault' ? (answer.retryAfterMs ?? 0) : 0;
    this.#contact = {
      since: this.#contact.since,
      lastAt: now,
      failures: answered ? 0 : this.#contact.failures + 1,
      notBefore: now + retryAfterMs,
      chance: ids.chance(),
    };
    if (!answered) log.warn('gateway call failed', { reference: this.#payment.reference, answer });
    return answer;
  }

  #sleepUntil(at: number): Promise<void> {
    return new Promise((resolve) => {
      const { clock } = this.#ports;
      const callOff = clock.wakeAt(clock.now() + at - this.#now(), resolve);
      this.#nudge = () => {
        callOff();
        resolve();
      };
    });
  }

  #gatewayId(): string {
    const { gateway, reference, state } = this.#payment;
    if (!gateway) throw new Error(`No gateway ID for ${reference} in state ${state}`);
    return gateway.id;
  }
}
