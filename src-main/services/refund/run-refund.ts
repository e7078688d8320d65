/** Runs one refund to its end by performing the steps that `nextRefundStep` decides. */
import { findByReference } from '#domain/gateway/find-by-reference.ts';
import type { RefundStep } from '#domain/refund/next-refund-step.ts';
import { nextRefundStep } from '#domain/refund/next-refund-step.ts';
import type { GatewayRefund, Refund, RefundEvent } from '#domain/refund/refund.ts';
import { reportedOf } from '#domain/refund/refund.ts';
import { refundDescription } from '#domain/refund/refund-description.ts';
import { needsProof } from '#domain/refund/refund-facts.ts';
import { refundReportOf } from '#domain/refund/refund-settled-by-hand.ts';
import type { Emits } from '#services/changes.ts';
import type { GatewayLoopPorts } from '#services/gateway/gateway-loop.ts';
import type { Answer, Gateway, RefundList, RefundRequest } from '#services/gateway/gateway-port.ts';
import { WITHOUT_STORY } from '#services/gateway/outcome.ts';
import type { Outcome } from '#services/gateway/outcome.ts';
import type { Course } from '#services/gateway/story-run.ts';
import { StoryRun } from '#services/gateway/story-run.ts';
import type { RefundJournal } from '#services/journal-ports.ts';
import { getRefund, pageOf } from './get-refund.ts';

export interface RunRefundPorts extends GatewayLoopPorts {
  readonly journal: Pick<RefundJournal, 'appendRefund'>;
  readonly gateway: Gateway;
  readonly changes: Emits<'refund'>;
  /** Whether the gateway knows the refund only under another SiteID than this till's. */
  readonly isElsewhere: (refund: Refund) => boolean;
}

export type RefundRun = StoryRun<Refund, RefundEvent>;

const eventOf = (outcome: Outcome<GatewayRefund>): RefundEvent => {
  switch (outcome.kind) {
    case 'created':
      return { type: 'refund-created', refund: outcome.value };
    case 'refused':
      return { type: 'refund-refused', failure: outcome.failure, reasons: outcome.reasons };
    case 'doubted':
      return { type: 'refund-doubted', doubt: outcome.doubt, reasons: outcome.reasons };
    default:
      return outcome satisfies never;
  }
};

const requestOf = (refund: Refund): RefundRequest => {
  const { paymentId, reference, requestId, amount } = refund;
  return { paymentId, reference, requestId, amount, description: refundDescription(refund) };
};

/** If the gateway does not have the payment, it has refunded nothing: a definite refusal. */
const definite = (answer: Answer<GatewayRefund>): Answer<GatewayRefund> =>
  answer.kind === 'not-found' ? { kind: 'rejected', reasons: [], payment: null } : answer;

class RefundCourse implements Course<Refund, RefundStep> {
  readonly #run: RefundRun;
  readonly #gateway: Gateway;

  readonly next: Course<Refund, RefundStep>['next'];

  constructor(run: RefundRun, { gateway, isElsewhere }: Pick<RunRefundPorts, 'gateway' | 'isElsewhere'>) {
    this.#run = run;
    this.#gateway = gateway;
    this.next = (refund, contact, now) =>
      isElsewhere(refund) ? { do: 'rest' } : nextRefundStep(refund, contact, now);
  }

  async perform(step: RefundStep): Promise<void> {
    switch (step.do) {
      case 'send':
        return this.#run.send(() => this.#create(), eventOf);
      case 'send-again':
        this.#run.record({ type: 'refund-resent' });
        return;
      case 'fail':
        this.#run.record({ type: 'refund-refused', failure: 'never-arrived', reasons: [] });
        return;
      case 'look-up':
      case 'poll':
      case 'watch':
        return this.#look();
      case 'rest':
        return;
      default:
        return step satisfies never;
    }
  }

  async #create(): Promise<Answer<GatewayRefund>> {
    return definite(await this.#gateway.createRefund(requestOf(this.#run.state)));
  }

  async #look(): Promise<void> {
    const { gateway } = this.#run.state;
    if (gateway) await this.#get(gateway.id);
    else await this.#lookUp();
  }

  async #get(id: string): Promise<void> {
    const answer = await this.#see(id);
    const refund = answer.kind === 'ok' ? answer.value : await this.#listed(answer);
    const { state } = this.#run;
    // An imported refund has another reference here than at the gateway; see `importRefundsFromGateway`.
    if (refund) this.#run.record(refundReportOf(state, { ...refund, reference: state.reference }));
  }

  #see(id: string): Promise<Answer<GatewayRefund>> {
    const { paymentId, reference } = this.#run.state;
    return this.#run.ask(getRefund(this.#gateway, { paymentId, id, reference }));
  }

  /** See `PaymentCourse.#listed`. */
  async #listed({ kind }: Answer<GatewayRefund>): Promise<GatewayRefund | undefined> {
    if (!WITHOUT_STORY.has(kind)) return undefined;
    const answer = await this.#run.ask(this.#gateway.listRefunds(this.#run.state.paymentId));
    return answer.kind === 'ok' ? this.#findIn(answer.value) : undefined;
  }

  /** What the list shows of it; see `candidatesIn`. */
  async #findIn({ refunds, unreadRows = [] }: RefundList): Promise<GatewayRefund | undefined> {
    const { state } = this.#run;
    const row = reportedOf(state, refunds);
    if (row && !needsProof(state, row)) return row;
    const unread = unreadRows.filter(({ name }) => name === state.reference);
    for (const { id } of row ? [...unread, row] : unread) {
      const answer = await pageOf(state, id, (asked) => this.#see(asked));
      if (answer.kind === 'ok') return answer.value;
    }
    return undefined;
  }

  /** The list is not paged, so a refund missing from it is not at the gateway, unless its own row could not be read. */
  async #lookUp(): Promise<void> {
    const { paymentId, reference } = this.#run.state;
    const answer = await this.#run.ask(this.#gateway.listRefunds(paymentId));
    if (answer.kind === 'not-found') return this.#missIfWorking();
    if (answer.kind !== 'ok') return;
    const { refunds, unread } = answer.value;
    const refund = await this.#findIn(answer.value);
    if (refund) this.#run.record(refundReportOf(this.#run.state, refund));
    else if (!findByReference(refunds, reference) && !unread.includes(reference))
      this.#run.record({ type: 'refund-missed' });
  }

  /** See `PaymentCourse.#missIfWorking`. */
  async #missIfWorking(): Promise<void> {
    const answer = await this.#run.ask(this.#gateway.method());
    if (answer.kind === 'ok') this.#run.record({ type: 'refund-missed' });
  }
}

/** `sentBefore` says that an earlier run of the program may have sent it. */
export const runRefund = (ports: RunRefundPorts, refund: Refund, sentBefore: boolean): RefundRun => {
  const { journal, changes } = ports;
  const append: RefundJournal['appendRefund'] = (reference, event, at) =>
    journal.appendRefund(reference, event, at);
  const onChange = (changed: Refund): void => changes.emit('refund', changed);
  const run = new StoryRun({ ...ports, append, onChange }, refund, sentBefore);
  return run.start(new RefundCourse(run, ports));
};
