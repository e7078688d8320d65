import type { Bridge, OfficeView, Problem, Reply } from '#contract';
import { ask } from '../ask.ts';

/** Often enough to see that it goes on. */
const EVERY_MS = 5_000;

/** How the till stands with its office, read again and again while somebody looks, and what can be done about it. */
export class Office {
  readonly #bridge: Bridge;
  #view = $state.raw<OfficeView | null>(null);
  /** With what was typed then: it says nothing of anything else. */
  #problem = $state.raw<{ readonly problem: Problem; readonly typed: string } | null>(null);
  #isBusy = $state(false);
  #isAsking = $state(false);
  address = $state('');
  code = $state('');

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  /** Null until main has answered. */
  get view(): OfficeView | null {
    return this.#view;
  }

  get problem(): Problem | null {
    return this.#problem?.typed === this.#typed ? this.#problem.problem : null;
  }

  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** Whether it is asked if the till is to be disconnected. */
  get isAsking(): boolean {
    return this.#isAsking;
  }

  /** Reads now and from then on; the result stops it. */
  start(): () => void {
    void this.#read();
    const timer = setInterval(() => void this.#read(), EVERY_MS);
    return () => clearInterval(timer);
  }

  async connect(): Promise<void> {
    const { address, code } = this;
    await this.#change(() => ask(this.#bridge, 'office.connect', { address, code }));
    if (this.#view?.connected) this.address = this.code = '';
  }

  askToDisconnect(): void {
    this.#isAsking = true;
  }

  stayConnected(): void {
    this.#isAsking = false;
  }

  async disconnect(): Promise<void> {
    this.#isAsking = false;
    await this.#change(() => ask(this.#bridge, 'office.disconnect', {}));
  }

  get #typed(): string {
    return [this.address, this.code].join('\n');
  }

  async #read(): Promise<void> {
    const reply = await ask(this.#bridge, 'office.read', {});
    if (reply.ok && !this.#isBusy) this.#view = reply.value;
  }

  async #change(call: () => Promise<Reply<OfficeView>>): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    const reply = await call();
    if (reply.ok) this.#view = reply.value;
    this.#problem = reply.ok ? null : { problem: reply.problem, typed: this.#typed };
    this.#isBusy = false;
  }
}
