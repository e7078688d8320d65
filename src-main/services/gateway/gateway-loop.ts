import type { Contact } from '#domain/payment/contact.ts';
import { PACE } from '#domain/pace.ts';
import { ownTime } from '#services/own-time.ts';
import type { Answer } from './gateway-port.ts';
import type { Clock, Ids, Log } from '#services/ports.ts';

export interface GatewayLoopPorts {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}

interface AnyStep {
  readonly do: string;
  /** Epoch ms; at once when it is left out. */
  readonly at?: number;
}

/** The talks with the gateway about one payment or refund: when the next is due, and what came of the last. */
export class GatewayLoop {
  readonly #ports: GatewayLoopPorts;
  readonly #reference: string;
  /** The time by which the whole story lives: events, waits and deadlines. */
  readonly now: () => number;
  #contact: Contact;
  #stopped = false;
  #nudge = (): void => undefined;

  constructor(ports: GatewayLoopPorts, reference: string) {
    this.#ports = ports;
    this.#reference = reference;
    this.now = ownTime(ports.clock);
    this.#contact = this.#noContact();
  }

  get contact(): Contact {
    return this.#contact;
  }

  /** Asks what is next, waits until it is due and does it, again and again, until that is to rest or `stop` is called. */
  async carryOn<S extends AnyStep>(next: () => S, perform: (step: S) => Promise<void>): Promise<void> {
    while (!this.#stopped) {
      const step = next();
      if (step.do === 'rest') return;
      if (step.at !== undefined && step.at > this.now()) await this.#sleepUntil(step.at);
      else await this.#try(step, perform);
    }
  }

  /** Something happened: what is next must be asked anew. */
  nudge(): void {
    this.#nudge();
  }

  /** Asks at once, and begins the waits anew as a restart would. */
  wake(): void {
    this.#contact = this.#noContact();
    this.#nudge();
  }

  stop(): void {
    this.#stopped = true;
    this.#nudge();
  }

  /** Takes note of an answer and hands it back. */
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
      chance: ids.chance(),
    };
    if (!answered) log.warn('gateway call failed', { reference: this.#reference, answer });
    return answer;
  }

  /** A sending is no look: the first look after it need not wait as if there had been one before. */
  beginAnew(): void {
    this.#contact = { ...this.#contact, lastAt: null, failures: 0 };
  }

  /** A disk that fails is the one thing that throws here; the step is tried again after a wait. */
  async #try<S extends AnyStep>(step: S, perform: (step: S) => Promise<void>): Promise<void> {
    try {
      await perform(step);
    } catch (error) {
      this.#ports.log.error('step failed', { reference: this.#reference, step: step.do, error });
      await this.#sleepUntil(this.now() + PACE.retryAfterFault);
    }
  }

  #noContact(): Contact {
    const chance = this.#ports.ids.chance();
    return { since: this.now(), lastAt: null, failures: 0, notBefore: 0, chance };
  }

  #sleepUntil(at: number): Promise<void> {
    return new Promise((resolve) => {
      const { clock } = this.#ports;
      const callOff = clock.wakeAt(clock.now() + at - this.now(), resolve);
      this.#nudge = () => {
        callOff();
        resolve();
      };
    });
  }
}
