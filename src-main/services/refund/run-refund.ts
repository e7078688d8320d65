/** Carries one refund from where it stands to its end, by the road of `PaymentRun`; the list of refunds is the look-up. */
import { advanceRefund } from '#domain/refund/advance-refund.ts';
import type { RefundStep } from '#domain/refund/next-refund-step.ts';
import { nextRefundStep } from '#domain/refund/next-refund-step.ts';
import type { GatewayRefund, Refund, RefundEvent } from '#domain/refund/refund.ts';
import type { Outcome } from '#services/gateway/outcome.ts';
import { outcomeOf } from '#services/gateway/outcome.ts';
import type { RefundJournal } from '#services/journal-ports.ts';
import type { Answer, Gateway } from '#services/gateway/gateway-port.ts';
import type { GatewayLoopPorts } from '#services/gateway/gateway-loop.ts';
import { GatewayLoop } from '#services/gateway/gateway-loop.ts';

export interface RefundRunPorts extends GatewayLoopPorts {
  readonly journal: RefundJournal;
  readonly gateway: Gateway;
  /** Told after the journal has it. */
  readonly onChange: (refund: Refund) => void;
}

const toldBy = (outcome: Outcome<GatewayRefund>): RefundEvent => {
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

/** A gateway without the payment has made no refund of it: that is a definite no. */
const definite = (answer: Answer<GatewayRefund>): Answer<GatewayRefund> =>
  answer.kind === 'not-found' ? { kind: 'rejected', reasons: [], payment: null } : answer;

/** At most this many characters go into the gateway's Description (vendor's field hint `^.{1,255}$`). */
const LONGEST_DESCRIPTION = 255;

/** One refund on its way. Runs from the moment it is made until the refund rests or `stop` is called. */
export class RefundRun {
  /** Settles when the run has come to rest or was stopped. */
  readonly ended: Promise<void>;

  #refund: Refund;
  #sendings: number;
  /** Sent, and no outcome written down yet. */
  #unheard: boolean;
  readonly #loop: GatewayLoop;
  readonly #ports: RefundRunPorts;

  /** `sentBefore` says that an earlier run of the program may have sent it. */
  constructor(ports: RefundRunPorts, refund: Refund, sentBefore: boolean) {
    this.#ports = ports;
    this.#refund = refund;
    this.#sendings = sentBefore ? 1 : 0;
    this.#unheard = sentBefore;
    this.#loop = new GatewayLoop(ports, refund.reference);
    const next = (): RefundStep => nextRefundStep(this.#refund, this.#loop.contact, this.#loop.now());
    this.ended = this.#loop.carryOn(next, (step) => this.#perform(step));
  }

  get refund(): Refund {
    return this.#refund;
  }

  /** Writes the event down if it applies and lets the run act on it. */
  tell(event: RefundEvent): void {
    if (this.#record(event)) this.#loop.nudge();
  }

  /** See `Talks.wake`. */
  wake(): void {
    this.#loop.wake();
  }

  stop(): void {
    this.#loop.stop();
  }

  async #perform(step: RefundStep): Promise<void> {
    switch (step.do) {
      case 'send':
        return this.#send();
      case 'send-again':
        this.#record({ type: 'refund-resent' });
        return;
      case 'give-up':
        this.#record({ type: 'refund-refused', failure: 'never-arrived', reasons: [] });
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

  async #send(): Promise<void> {
    if (this.#unheard) {
      this.#record({ type: 'refund-doubted', doubt: 'interrupted', reasons: [] });
      this.#unheard = false;
      return;
    }
    this.#unheard = true;
    this.#sendings += 1;
    const { paymentId, reference, requestId, amount, reason, note } = this.#refund;
    const description = [reason, note].filter(Boolean).join(': ').slice(0, LONGEST_DESCRIPTION);
    const request = { paymentId, reference, requestId, amount, description };
    const answer = definite(this.#loop.noteAnswer(await this.#ports.gateway.createRefund(request)));
    if (answer.kind !== 'server-fault') this.#loop.beginAnew();
    this.#record(toldBy(outcomeOf(answer, this.#sendings > 1)));
    this.#unheard = false;
  }

  async #look(): Promise<void> {
    const { gateway: known } = this.#refund;
    if (known) await this.#get(known.id);
    else await this.#lookUp();
  }

  async #get(id: string): Promise<void> {
    const { paymentId, reference } = this.#refund;
    const answer = this.#loop.noteAnswer(await this.#ports.gateway.getRefund(paymentId, id));
    // One that was made elsewhere goes by a name of ours here; see `importRefunds`.
    if (answer.kind === 'ok')
      this.#record({ type: 'refund-observed', refund: { ...answer.value, reference } });
  }

  /** The list is not paged: a refund that is not in it is not there. */
  async #lookUp(): Promise<void> {
    const { paymentId, reference } = this.#refund;
    const answer = this.#loop.noteAnswer(await this.#ports.gateway.listRefunds(paymentId));
    if (answer.kind !== 'ok') return;
    const refund = answer.value.find((one) => one.reference === reference);
    this.#record(refund ? { type: 'refund-observed', refund } : { type: 'refund-missed' });
  }

  /** Whether it applied. */
  #record(event: RefundEvent): boolean {
    const { journal, onChange } = this.#ports;
    const at = this.#loop.now();
    if (!advanceRefund(this.#refund, event, at)) return false;
    this.#refund = journal.appendRefund(this.#refund.reference, event, at);
    onChange(this.#refund);
    return true;
  }
}
