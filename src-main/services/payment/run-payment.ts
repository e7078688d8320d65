/** Runs one payment to its end by performing the steps that `nextStep` decides. */
import type { GatewayPayment } from '#domain/gateway/gateway-payment.ts';
import type { Rung } from '#domain/pace.ts';
import { PACE } from '#domain/pace.ts';
import type { Step } from '#domain/payment/next-step.ts';
import { nextStep } from '#domain/payment/next-step.ts';
import type { Payment, PaymentEvent } from '#domain/payment/payment.ts';
import { reportOf } from '#domain/payment/settled-by-hand.ts';
import { isFinal } from '#domain/payment/payment.ts';
import type { GatewayLoopPorts } from '#services/gateway/gateway-loop.ts';
import { isMissing, mayProveMore } from '#domain/story/outcome.ts';
import type { Answer, Gateway, PaymentPage } from '#services/gateway/gateway-port.ts';
import { isNotFoundThere } from '#services/gateway/not-found.ts';
import type { Outcome } from '#services/gateway/outcome.ts';
import type { Course } from '#services/gateway/story-run.ts';
import { StoryRun } from '#services/gateway/story-run.ts';
import type { Journal } from '#services/journal-ports.ts';
import type { Found, Seen } from './listed-payment.ts';
import { candidatesIn, foundAs, hasEndedUnpaid, isEmpty, seenIn } from './listed-payment.ts';

export interface RunPaymentPorts extends GatewayLoopPorts {
  readonly journal: Pick<Journal, 'append'>;
  readonly gateway: Gateway;
  /** How often a payment is polled now. */
  readonly polls: () => readonly Rung[];
  /** Called once the change is in the journal. */
  readonly onChange: (payment: Payment) => void;
}

export type PaymentRun = StoryRun<Payment, PaymentEvent>;

const eventOf = (outcome: Outcome<GatewayPayment>): PaymentEvent => {
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

/** The answer to a cancel that was not sent, since nothing showed which ID is ours. */
const NOT_SHOWN: Answer<never> = { kind: 'malformed', detail: 'no page of ours' };

class PaymentCourse implements Course<Payment, Step> {
  readonly #run: PaymentRun;
  readonly #gateway: Gateway;
  #cancels = 0;

  readonly next: Course<Payment, Step>['next'];

  constructor(run: PaymentRun, { gateway, polls }: Pick<RunPaymentPorts, 'gateway' | 'polls'>) {
    this.#run = run;
    this.#gateway = gateway;
    this.next = (payment, contact, now) => nextStep(payment, contact, now, polls);
  }

  async perform(step: Step): Promise<void> {
    switch (step.do) {
      case 'send':
        return this.#run.send(() => this.#gateway.create(this.#run.state), eventOf);
      case 'send-again':
        this.#run.record({ type: 'resent' });
        return;
      case 'fail':
        this.#run.record({ type: 'refused', failure: 'never-arrived', reasons: [], payment: null });
        return;
      case 'ask-cancel':
        this.#run.record({ type: 'cancel-asked', by: 'deadline', person: null });
        return;
      case 'cancel':
        return this.#cancel();
      case 'look-up':
        return this.#lookUp();
      case 'poll':
        await this.#get(this.#gatewayId());
        return;
      case 'watch':
        return this.#watch();
      case 'rest':
        return;
      default:
        return step satisfies never;
    }
  }

  /** Records what the gateway shows of it. Returns the ID that it has there for certain, if it showed that. */
  async #get(id: string): Promise<string | undefined> {
    const asked = await this.#see(id);
    const found = asked.as === 'ours' ? asked : await this.#listed(asked);
    if (found) this.#report(found.payment);
    else if (asked.as === 'another') this.#report(asked.payment);
    return found?.as === 'ours' ? found.id : undefined;
  }

  async #see(id: string): Promise<Seen> {
    const answer = await this.#run.ask(this.#gateway.get(id));
    return seenIn(id, answer, this.#run.state.reference);
  }

  /** Something on the way may have rounded the ID, or answer with another payment's page. */
  async #listed(asked: Seen): Promise<Found | undefined> {
    if (asked.as === 'nothing' && !asked.answered) return undefined;
    const answer = await this.#list();
    return answer.kind === 'ok' ? this.#findIn(answer.value, asked) : undefined;
  }

  /**
   * Asks for what is listed under our reference, until something other than a refused duplicate is found. A record that
   * ended without money may be one that does not say so: it counts only if nothing else is there, and ours is not known
   * to be another.
   */
  async #findIn(page: PaymentPage, asked?: Seen): Promise<Found | undefined> {
    const known = this.#run.state.gateway?.id;
    let ended: Found | undefined;
    for (const candidate of candidatesIn(page, this.#run.state.reference, known)) {
      const seen = candidate.id === asked?.id ? asked : await this.#see(candidate.id);
      if (seen.as === 'duplicate') continue;
      const found = foundAs(seen, candidate, known);
      if (!found || found.id === known || !hasEndedUnpaid(found.payment)) return found;
      ended ??= found;
    }
    return known === undefined ? ended : undefined;
  }

  #list(): Promise<Answer<PaymentPage>> {
    const { reference } = this.#run.state;
    return this.#run.ask(this.#gateway.list({ merchantTransactionId: reference }));
  }

  #report(payment: GatewayPayment): void {
    this.#run.record(reportOf(this.#run.state, payment));
  }

  /** A payment that was settled by hand may have no gateway ID yet. */
  async #watch(): Promise<void> {
    const { gateway } = this.#run.state;
    if (!gateway) return this.#lookUp();
    await this.#get(gateway.id);
    if (this.#run.state.state === 'failed' && !this.#run.lastCallFailed) await this.#lookBeside(gateway.id);
  }

  /**
   * Something on the way may have sent it twice. The record that failed is then the refused one, and only the list shows
   * the other, perhaps long after.
   */
  async #lookBeside(id: string): Promise<void> {
    const other = await this.#listed({ id, as: 'duplicate' });
    if (other) this.#report(other.payment);
  }

  async #lookUp(): Promise<void> {
    const answer = await this.#list();
    if (answer.kind === 'not-found' && (await isNotFoundThere(this.#run, this.#gateway))) this.#miss();
    if (answer.kind !== 'ok') return;
    const found = await this.#findIn(answer.value);
    if (found) this.#report(found.payment);
    // Rows of other payments show that the list was not filtered as asked, so it proves nothing.
    else if (isEmpty(answer.value)) this.#miss();
  }

  #miss(): void {
    const { state, now } = this.#run;
    if (isMissing(state) && mayProveMore(state, now)) this.#run.record({ type: 'missed' });
  }

  /** Query, cancel, query: the gateway's own state decides. Only an ID that was just shown to be ours is cancelled. */
  async #cancel(): Promise<void> {
    const id = await this.#get(this.#gatewayId());
    if (isFinal(this.#run.state) || this.#run.lastCallFailed) return;
    const call = id === undefined ? Promise.resolve(NOT_SHOWN) : this.#gateway.cancel(id);
    const answer = await this.#run.ask<GatewayPayment>(call);
    this.#cancels += 1;
    if (!this.#isAnswered(answer)) return;
    this.#run.record({
      type: 'cancel-answered',
      answer: answer.kind === 'ok' ? 'accepted' : 'refused',
      reasons: answer.kind === 'rejected' ? answer.reasons : [],
    });
    await this.#get(this.#gatewayId());
  }

  /** If the gateway answers only with errors, that counts as a refusal after a few tries. */
  #isAnswered({ kind }: Answer<GatewayPayment>): boolean {
    if (kind === 'ok' || kind === 'rejected') return true;
    return kind !== 'unreachable' && kind !== 'no-answer' && this.#cancels >= PACE.cancelTries;
  }

  #gatewayId(): string {
    const { gateway, reference, state } = this.#run.state;
    if (!gateway) throw new Error(`No gateway ID for ${reference} in state ${state}`);
    return gateway.id;
  }
}

/** `sentBefore` says that an earlier run of the program may have sent it. */
export const runPayment = (ports: RunPaymentPorts, payment: Payment, sentBefore: boolean): PaymentRun => {
  const { journal } = ports;
  const append: Journal['append'] = (reference, event, at) => journal.append(reference, event, at);
  const run = new StoryRun({ ...ports, append }, payment, sentBefore);
  return run.start(new PaymentCourse(run, ports));
};
