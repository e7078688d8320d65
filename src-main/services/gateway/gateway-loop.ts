import type { Contact } from '#domain/story/contact.ts';
import { PACE, retryWait } from '#domain/pace.ts';
import { ownTime } from '#services/own-time.ts';
import type { Answer } from './gateway-port.ts';
import { Pause } from '#services/pause.ts';
import type { Clock, Ids, Log } from '#services/ports.ts';

export interface GatewayLoopPorts {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}

export interface LoopStep {
  readonly do: string;
  /** When it is due, epoch ms; at once if left out. */
  readonly at?: number;
}

/**
 * Makes the calls to the gateway about one payment or refund: knows when the next is due, and whether the last was
 * answered.
 */
export class GatewayLoop {
  readonly #ports: GatewayLoopPorts;
  readonly #reference: string;
  /** The time of its events, waits and deadlines; see `ownTime`. Epoch ms. */
  readonly now: () => number;
  #contact: Contact;
  #stopped = false;
  #isAtRest = false;
  #hints = 0;
  readonly #pause: Pause;

  /** `isWrong`: see `ownTime`. */
  constructor(ports: GatewayLoopPorts, reference: string, isWrong?: (now: number) => boolean) {
    this.#ports = ports;
    this.#reference = reference;
    this.now = ownTime(ports.clock, isWrong);
    this.#pause = new Pause(ports.clock);
    this.#contact = this.#noContact();
  }

  get contact(): Contact {
    return this.#contact;
  }

  /** Whether `carryOn` has returned because nothing was left to do; its promise settles only a little later. */
  get isAtRest(): boolean {
    return this.#isAtRest;
  }

  /**
   * Performs each step when it is due, until the next step is `rest` or `stop` is called. Never rejects: what throws,
   * such as a failing disk, is tried again after a wait, a longer one each time.
   */
  async carryOn<S extends LoopStep>(next: () => S, perform: (step: S) => Promise<void>): Promise<void> {
    let faults = 0;
    while (!this.#stopped) {
      let step: S | undefined;
      try {
        step = next();
        if (step.do === 'rest') {
          this.#isAtRest = true;
          return;
        }
        if (step.at !== undefined && step.at > this.now()) await this.#sleepUntil(step.at);
        else {
          this.#contact = { ...this.#contact, hinted: false };
          await perform(step);
        }
        faults = 0;
      } catch (error) {
        this.#ports.log.error('step failed', { reference: this.#reference, step: step?.do, error });
        faults += 1;
        await this.#sleepUntil(this.now() + retryWait(faults));
      }
    }
  }

  /** Something changed: ends the wait and looks for the next step. */
  nudge(): void {
    this.#pause.end();
  }

  /** Resets the waits, as a restart does, and looks for the next step. */
  wake(): void {
    this.#contact = this.#noContact();
    this.nudge();
  }

  /** The office says that something happened: calls the gateway at once, since only its answer counts. */
  hint(): void {
    if (this.#hints >= PACE.hints.max) return;
    this.#hints += 1;
    this.#contact = { ...this.#contact, hinted: true };
    this.nudge();
  }

  stop(): void {
    this.#stopped = true;
    this.nudge();
  }

  /** Notes when and how the gateway answered, and returns the answer. */
  noteAnswer<T>(answer: Answer<T>): Answer<T> {
    const { ids, log } = this.#ports;
    const now = this.now();
    const answered = answer.kind === 'ok' || answer.kind === 'rejected';
    const retryAfterMs = answer.kind === 'server-fault' ? (answer.retryAfterMs ?? 0) : 0;
    this.#contact = {
      since: this.#contact.since,
      lastAt: now,
      failures: answered ? 0 : this.#contact.failures + 1,
      notBefore: now + retryAfterMs,
      chance: ids.random(),
      // It came while the gateway was asked, whose answer may be older.
      hinted: this.#contact.hinted ?? false,
    };
    if (!answered) log.warn('gateway call failed', { reference: this.#reference, answer });
    return answer;
  }

  /**
   * Forgets the call that sent the request, so that the first look-up after it does not wait as if one had come before.
   */
  resetWaits(): void {
    this.#contact = { ...this.#contact, lastAt: null, failures: 0 };
  }

  #noContact(): Contact {
    const chance = this.#ports.ids.random();
    return { since: this.now(), lastAt: null, failures: 0, notBefore: 0, chance };
  }

  /** Not at all once it is stopped: no nudge would come. */
  async #sleepUntil(at: number): Promise<void> {
    if (!this.#stopped) await this.#pause.for(at - this.now());
  }
}
