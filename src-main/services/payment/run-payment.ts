/** Runs one payment to its end by performing the steps that `nextStep` decides. */
import type { GatewayPayment } from '#domain/gateway/gateway-payment.ts';
import { findByReference } from '#domain/gateway/find-by-reference.ts';
import { isDuplicate } from '#domain/gateway/gateway-payment.ts';
import type { Rung } from '#domain/pace.ts';
import { PACE } from '#domain/pace.ts';
import type { Step } from '#domain/payment/next-step.ts';
import { nextStep } from '#domain/payment/next-step.ts';
import type { Payment, PaymentEvent } from '#domain/payment/payment.ts';
import { reportOf } from '#domain/payment/settled-by-hand.ts';
import { isFinal } from '#domain/payment/payment.ts';
import type { GatewayLoopPorts } from '#services/gateway/gateway-loop.ts';
import type { Answer, Gateway, PaymentPage } from '#services/gateway/gateway-port.ts';
import type { Outcome } from '#services/gateway/outcome.ts';
import { WITHOUT_STORY } from '#services/gateway/outcome.ts';
import type { Course } from '#services/gateway/story-run.ts';
import { StoryRun } from '#services/gateway/story-run.ts';
import type { Journal } from '#services/journal-ports.ts';

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

const isEmpty = ({ payments, unread, totalCount }: PaymentPage): boolean =>
  payments.length + unread.length === 0 && (totalCount ?? 0) === 0;

/** The gateway's ID of a payment under this reference; undefined if none is listed. */
const idIn = ({ payments, unread, unreadIds = [] }: PaymentPage, reference: string): string | undefined =>
  findByReference(payments, reference)?.id ?? (unread.includes(reference) ? unreadIds[0] : undefined);

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
        return this.#cancel(this.#gatewayId());
      case 'look-up':
        return this.#lookUp();
      case 'poll':
        return this.#get(this.#gatewayId());
      case 'watch':
        return this.#watch();
      case 'rest':
        return;
      default:
        return step satisfies never;
    }
  }

  async #get(id: string): Promise<void> {
    const answer = await this.#run.ask(this.#gateway.get(id));
    // A refused duplicate is another record under our reference; a list may not say so in its row.
    if (answer.kind === 'ok' && isDuplicate(answer.value)) return;
    const { state } = this.#run;
    const payment = answer.kind === 'ok' ? answer.value : undefined;
    const ours = payment?.reference === state.reference ? payment : await this.#listed(answer, id);
    const report = ours ?? payment;
    if (report) this.#run.record(reportOf(state, report));
  }

  /**
   * What the gateway lists under our reference, if it has no readable payment of ours under the ID: something on the way
   * may have rounded the ID, or answer with another payment's page.
   */
  async #listed({ kind }: Answer<GatewayPayment>, asked: string): Promise<GatewayPayment | undefined> {
    if (!WITHOUT_STORY.has(kind)) return undefined;
    const { reference } = this.#run.state;
    const answer = await this.#run.ask(this.#gateway.list({ merchantTransactionId: reference }));
    const found = answer.kind === 'ok' ? findByReference(answer.value.payments, reference) : undefined;
    if (!found || found.id === asked) return found;
    const again = await this.#run.ask(this.#gateway.get(found.id));
    if (again.kind !== 'ok') return found;
    return again.value.reference === reference && !isDuplicate(again.value) ? again.value : undefined;
  }

  /** A payment that was settled by hand may have no gateway ID yet. */
  async #watch(): Promise<void> {
    const { gateway } = this.#run.state;
    if (gateway) await this.#get(gateway.id);
    else await this.#lookUp();
  }

  async #lookUp(): Promise<void> {
    const { reference } = this.#run.state;
    const answer = await this.#run.ask(this.#gateway.list({ merchantTransactionId: reference }));
    if (answer.kind === 'not-found') return this.#missIfWorking();
    if (answer.kind !== 'ok') return;
    const id = idIn(answer.value, reference);
    if (id !== undefined) await this.#get(id);
    // Rows of other payments show that the list was not filtered as asked, so it proves nothing.
    else if (isEmpty(answer.value)) this.#run.record({ type: 'missed' });
  }

  /**
   * "Not found" may also come from something between us and the gateway. It counts as a miss only if the gateway
   * answers another call. If that is wrong, sending again is safe: it is the same request.
   */
  async #missIfWorking(): Promise<void> {
    const answer = await this.#run.ask(this.#gateway.method());
    if (answer.kind === 'ok') this.#run.record({ type: 'missed' });
  }

  /** Query, cancel, query: the gateway's own state decides. */
  async #cancel(id: string): Promise<void> {
    await this.#get(id);
    if (isFinal(this.#run.state) || this.#run.lastCallFailed) return;
    const answer = await this.#run.ask(this.#gateway.cancel(id));
    this.#cancels += 1;
    if (!this.#isAnswered(answer)) return;
    this.#run.record({
      type: 'cancel-answered',
      answer: answer.kind === 'ok' ? 'accepted' : 'refused',
      reasons: answer.kind === 'rejected' ? answer.reasons : [],
    });
    await this.#get(id);
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
