/**
 * Runs one payment or refund from its current state to its end, step by step, and journals the outcome of each step.
 * After a power cut it continues in the same way, except that one found `sending` may already have been sent.
 */
import type { Reason } from '#domain/gateway/gateway-payment.ts';
import type { Contact } from '#domain/story/contact.ts';
import type { StoryState } from '#domain/story/story.ts';
import type { Append } from '#services/journal-ports.ts';
import type { GatewayLoopPorts, LoopStep } from './gateway-loop.ts';
import { GatewayLoop } from './gateway-loop.ts';
import type { Answer } from './gateway-port.ts';
import { isProofTooEarly } from '#domain/story/outcome.ts';
import type { Outcome } from './outcome.ts';
import { outcomeOf } from './outcome.ts';

export interface StoryRunPorts<S, E> extends GatewayLoopPorts {
  readonly append: Append<S, E>;
  /** Called once the change is in the journal. */
  readonly onChange: (state: S) => void;
}

/** The steps of payments, or of refunds. */
export interface Course<S, Step extends LoopStep> {
  next(state: S, contact: Contact, now: number): Step;
  perform(step: Step): Promise<void>;
}

export class StoryRun<S extends StoryState, E> {
  readonly #ports: StoryRunPorts<S, E>;
  readonly #loop: GatewayLoop;
  #state: S;
  /** How often it has been sent; an earlier run of the program counts as one. */
  #sendings: number;
  /** Sent, and its outcome is not in the journal yet. */
  #awaitsOutcome: boolean;
  #ended: Promise<void> = Promise.resolve();

  /** `sentBefore` says that an earlier run of the program may have sent it. */
  constructor(ports: StoryRunPorts<S, E>, state: S, sentBefore: boolean) {
    this.#ports = ports;
    this.#state = state;
    this.#sendings = sentBefore ? 1 : 0;
    this.#awaitsOutcome = sentBefore && state.state === 'sending';
    this.#loop = new GatewayLoop(ports, state.reference, (now) => this.#isTooEarly(now, state.changedAt));
  }

  get state(): S {
    return this.#state;
  }

  /** Epoch ms; see `GatewayLoop.now`. */
  get now(): number {
    return this.#loop.now();
  }

  /** Whether nothing is left to do, so that a change from outside needs a run of its own. */
  get isAtRest(): boolean {
    return this.#loop.isAtRest;
  }

  /** Ms since it was started. */
  get age(): number {
    return this.#loop.now() - this.#state.startedAt;
  }

  /** Whether the last call to the gateway failed. */
  get lastCallFailed(): boolean {
    return this.#loop.contact.failures > 0;
  }

  /** Settles when there is nothing left to do, or after `stop`. Never rejects. */
  get ended(): Promise<void> {
    return this.#ended;
  }

  start<Step extends LoopStep>(course: Course<S, Step>): this {
    const next = (): Step => course.next(this.#state, this.#loop.contact, this.#loop.now());
    this.#ended = this.#loop.carryOn(next, (step) => course.perform(step));
    return this;
  }

  /** Journals an event from outside the run and continues from there; undefined when it does not apply. */
  apply(event: E): S | undefined {
    const changed = this.record(event);
    if (changed) this.#loop.nudge();
    return changed;
  }

  /** Journals an event of the run's own; undefined when it does not apply. */
  record(event: E): S | undefined {
    const { append, onChange } = this.#ports;
    const changed = append(this.#state.reference, event, this.#loop.now());
    if (!changed) return undefined;
    this.#state = changed;
    onChange(changed);
    return changed;
  }

  /** Asks the gateway; the answer decides when the next call is due. */
  async ask<T>(call: Promise<Answer<T>>): Promise<Answer<T>> {
    return this.#loop.noteAnswer(await call);
  }

  /** Sends what must not be sent twice, and journals the outcome. `again`: it may have been sent before. */
  async send<T extends { readonly reasons: readonly Reason[] }>(
    request: (again: boolean) => Promise<Answer<T>>,
    eventOf: (outcome: Outcome<T>) => E,
  ): Promise<void> {
    if (this.#awaitsOutcome) {
      this.record(eventOf({ kind: 'doubted', doubt: 'interrupted', reasons: [] }));
      this.#awaitsOutcome = false;
      return;
    }
    this.#awaitsOutcome = true;
    const again = this.#sendings > 0;
    this.#sendings += 1;
    const answer = await this.ask(request(again));
    if (answer.kind !== 'server-fault') this.#loop.resetWaits();
    this.record(eventOf(outcomeOf(answer, again)));
    this.#awaitsOutcome = false;
  }

  /**
   * Whether this is before it last changed when the run began: the till started with a clock that was not set. What
   * look-ups have begun to prove by that clock, it times to the end.
   */
  #isTooEarly(now: number, changedAt: number): boolean {
    return now < changedAt && !isProofTooEarly(this.#state);
  }

  /** See `GatewayLoop.wake`. */
  wake(): void {
    this.#loop.wake();
  }

  /** See `GatewayLoop.hint`. */
  hint(): void {
    this.#loop.hint();
  }

  stop(): void {
    this.#loop.stop();
  }
}
