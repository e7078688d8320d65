/** Runs one refund to its end by performing the steps that `nextRefundStep` decides. */
import type { Reason } from '#domain/gateway/gateway-payment.ts';
import { isDuplicate } from '#domain/gateway/gateway-payment.ts';
import type { RefundStep } from '#domain/refund/next-refund-step.ts';
import { countsMisses, nextRefundStep, refundLookUp } from '#domain/refund/next-refund-step.ts';
import type { GatewayRefund, Refund, RefundEvent } from '#domain/refund/refund.ts';
import { refundDescription } from '#domain/refund/refund-description.ts';
import { refundMeaningOf } from '#domain/refund/refund-facts.ts';
import { refundReportOf } from '#domain/refund/refund-settled-by-hand.ts';
import { mayHaveOthers } from '#domain/refund/refunds-there.ts';
import { isMissing, isProvenMissing } from '#domain/story/outcome.ts';
import type { Emits } from '#services/changes.ts';
import type { GatewayLoopPorts } from '#services/gateway/gateway-loop.ts';
import type { Answer, Gateway, RefundList, RefundRequest } from '#services/gateway/gateway-port.ts';
import { isNotFoundThere } from '#services/gateway/not-found.ts';
import { WITHOUT_STORY } from '#services/gateway/outcome.ts';
import type { Outcome } from '#services/gateway/outcome.ts';
import type { Course } from '#services/gateway/story-run.ts';
import { StoryRun } from '#services/gateway/story-run.ts';
import type { ActivityJournal, RefundJournal } from '#services/journal-ports.ts';
import type { Ask } from './get-refund.ts';
import { pageOf } from './get-refund.ts';
import type { ListedRefund } from './listed-refund.ts';
import { findListed } from './listed-refund.ts';
import { mayBeRefundedSince } from './may-be-refunded.ts';
import { otherPaymentOf } from './read-refunds.ts';

export interface RunRefundPorts extends GatewayLoopPorts {
  readonly journal: Pick<RefundJournal, 'appendRefund' | 'refundsOf' | 'refundStory' | 'paymentOfRefund'> &
    Pick<ActivityJournal, 'lastPlace'>;
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

/** The doubt of such a refusal, which the reasons tell from a malformed answer. */
const TURNED_AWAY = 'malformed';

const requestOf = (refund: Refund): RefundRequest => {
  const { paymentId, reference, requestId, amount } = refund;
  return { paymentId, reference, requestId, amount, description: refundDescription(refund) };
};

/** What is journaled of a refusal that came without a reason. */
const REASON_OF: Partial<Record<Answer<unknown>['kind'], Reason>> = {
  'not-found': { code: null, info: 'not found' },
  'credentials-refused': { code: null, info: 'credentials refused' },
  ok: { code: null, info: 'failed' },
};

/** The reasons that the answer gives, whatever it says otherwise. */
const given = (answer: Answer<GatewayRefund>): readonly Reason[] => {
  if (answer.kind === 'ok') return answer.value.reasons;
  return answer.kind === 'rejected' ? answer.reasons : [];
};

const reasonsIn = (answer: Answer<GatewayRefund>): readonly Reason[] => {
  const reasons = given(answer);
  return reasons.length > 0 ? reasons : [REASON_OF[answer.kind] ?? { code: null, info: answer.kind }];
};

/**
 * Whether a refusal leaves open what became of the refund. "Not found" may come from something on the way, since the
 * gateway has just shown the payment; and that a repetition was refused, perhaps because nothing is left to refund,
 * proves nothing about the first sending. It may be refused by a record of its own, which has failed.
 */
const provesNothing = (answer: Answer<GatewayRefund>, again: boolean): boolean => {
  if (answer.kind === 'not-found') return true;
  if (!again || isDuplicate({ reasons: given(answer) })) return false;
  if (answer.kind === 'ok') return refundMeaningOf(answer.value.statusId) === 'failed';
  return answer.kind === 'credentials-refused' || answer.kind === 'rejected';
};

class RefundCourse implements Course<Refund, RefundStep> {
  readonly #run: RefundRun;
  readonly #gateway: Gateway;
  readonly #journal: RunRefundPorts['journal'];
  /** When the last look-up did not find it, and whether in a list or because the gateway gives none; null if it did. */
  #lastMiss: { readonly at: number; readonly inList: boolean } | null = null;
  /** Whether the last list may have had refunds that the journal does not know of. */
  #hasOthers = false;
  readonly #ask: Ask = (id) => this.#run.ask(this.#gateway.getRefund(this.#run.state.paymentId, id));

  readonly next: Course<Refund, RefundStep>['next'];

  constructor(run: RefundRun, { gateway, journal, isElsewhere }: RunRefundPorts) {
    this.#run = run;
    this.#gateway = gateway;
    this.#journal = journal;
    this.next = (refund, contact, now) => {
      if (isElsewhere(refund)) return { do: 'rest' };
      const step = nextRefundStep(refund, contact, now);
      if (step.do !== 'send-again' && step.do !== 'fail') return step;
      const miss = this.#lastMiss;
      // Time alone proves nothing: the last look-up of those that missed it must be late enough, and of this run.
      if (!miss || !isMissing(refund) || !isProvenMissing(refund, miss.at))
        return refundLookUp(refund, contact, now);
      if (step.do === 'send-again' && this.#maySendAgain(refund)) return step;
      // To send it again is safe, since it is the same refund; to say that it failed is not.
      return miss.inList ? { do: 'fail' } : refundLookUp(refund, contact, now);
    };
  }

  /** Not if the gateway turned it away, nor if somebody may have refunded the payment in its place. */
  #maySendAgain(refund: Refund): boolean {
    if (this.#hasOthers || mayBeRefundedSince(this.#journal, refund)) return false;
    return this.#turnedAway().length === 0;
  }

  async perform(step: RefundStep): Promise<void> {
    switch (step.do) {
      case 'send':
        return this.#send();
      case 'send-again':
        this.#run.record({ type: 'refund-resent' });
        return;
      case 'fail':
        this.#run.record({ type: 'refund-refused', failure: 'never-arrived', reasons: this.#turnedAway() });
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

  /**
   * Why the gateway turned a sending away; empty if it never did. Once it is proven that none arrived, the refund is not
   * sent again, after a restart neither.
   */
  #turnedAway(): readonly Reason[] {
    const story = this.#journal.refundStory(this.#run.state.reference);
    const doubted = story.map(({ event }) => event).filter((event) => event.type === 'refund-doubted');
    return (
      doubted.findLast(({ doubt, reasons }) => doubt === TURNED_AWAY && reasons.length > 0)?.reasons ?? []
    );
  }

  /** A refusal that proves nothing is looked up as a lost answer is. Its reasons are journaled. */
  async #send(): Promise<void> {
    let reasons: readonly Reason[] = [];
    const create = async (again: boolean): Promise<Answer<GatewayRefund>> => {
      const { state } = this.#run;
      const answer = await this.#gateway.createRefund(requestOf(state));
      if (answer.kind === 'ok' && answer.value.reference !== state.reference)
        return isDuplicate(answer.value) ? answer : { kind: 'malformed', detail: 'another refund' };
      if (!provesNothing(answer, again)) return answer;
      reasons = reasonsIn(answer);
      return { kind: TURNED_AWAY, detail: `${answer.kind} proves nothing` };
    };
    await this.#run.send(create, (outcome) =>
      eventOf(outcome.kind === 'doubted' && reasons.length > 0 ? { ...outcome, reasons } : outcome),
    );
  }

  async #look(): Promise<void> {
    const { gateway } = this.#run.state;
    if (gateway) await this.#get(gateway.id);
    else await this.#lookUp();
  }

  async #get(id: string): Promise<void> {
    const answer = await pageOf(this.#run.state, id, this.#ask);
    const found = answer.kind === 'ok' ? answer.value : await this.#listed(answer);
    if (found) this.#report(found);
  }

  /** See `PaymentCourse.#listed`. */
  async #listed({ kind }: Answer<GatewayRefund>): Promise<GatewayRefund | undefined> {
    if (!WITHOUT_STORY.has(kind)) return undefined;
    const answer = await this.#list();
    return answer.kind === 'ok' ? (await this.#findIn(answer.value)).found : undefined;
  }

  #list(): Promise<Answer<RefundList>> {
    return this.#run.ask(this.#gateway.listRefunds(this.#run.state.paymentId));
  }

  get #ofPayment(): readonly Refund[] {
    return this.#journal.refundsOf(this.#run.state.paymentReference, () => undefined);
  }

  #findIn(list: RefundList): Promise<ListedRefund> {
    const { reference } = this.#run.state;
    const others = this.#ofPayment.filter((one) => one.reference !== reference);
    return findListed(this.#run.state, list, others, this.#ask);
  }

  /** A gateway may list the refunds of all payments under each one. An unreadable row has a reference or an ID as its name. */
  #ownIn({ refunds, unread }: RefundList): RefundList {
    const { paymentReference } = this.#run.state;
    const isOwn = (row: Pick<GatewayRefund, 'id' | 'reference'>): boolean =>
      otherPaymentOf(this.#journal, paymentReference, row) === undefined;
    return {
      refunds: refunds.filter(isOwn),
      unread: unread.filter((name) => isOwn({ id: name, reference: name })),
    };
  }

  /** An imported refund has another reference here than at the gateway, and a page may leave it out. */
  #report(found: GatewayRefund): void {
    const { state } = this.#run;
    this.#run.record(refundReportOf(state, { ...found, reference: state.reference }));
  }

  /** The list is not paged, so a refund of which it has no row is not at the gateway. */
  async #lookUp(): Promise<void> {
    const answer = await this.#list();
    this.#lastMiss = null;
    if (answer.kind === 'not-found' && (await isNotFoundThere(this.#run, this.#gateway))) this.#miss(false);
    if (answer.kind !== 'ok') return;
    const { found, mayBeListed } = await this.#findIn(answer.value);
    this.#hasOthers = mayHaveOthers(this.#ownIn(answer.value), this.#ofPayment);
    if (found) this.#report(found);
    else if (!mayBeListed) this.#miss(true);
  }

  #miss(inList: boolean): void {
    const { state, now } = this.#run;
    this.#lastMiss = { at: now, inList };
    if (countsMisses(state, now)) this.#run.record({ type: 'refund-missed' });
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
