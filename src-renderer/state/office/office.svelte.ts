import type { Bridge, OfficeView, Problem, Reply } from '#contract';
import { ask } from '../ask.ts';

/** Often enough to see that it goes on. */
const EVERY_MS = 2_000;

/** How the till stands with its office, read again and again while somebody looks, and what can be done about it. */
export class Office {
  readonly #bridge: Bridge;
  #view = $state.raw<OfficeView | null>(null);
  /** With what was typed then: it says nothing of anything else. */
  #problem = $state.raw<{ readonly problem: Problem; readonly typed: string } | null>(null);
  #isBusy = $state(false);
  /** Changes so far: what was read before the last says nothing any more. */
  #changes = 0;
  #asks = $state<'disconnect' | 'restore' | null>(null);
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

  /** What the till asks first before it does it. */
  get asks(): 'disconnect' | 'restore' | null {
    return this.#asks;
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

  /** The till stays what it is until the question is answered. */
  askTo(what: 'disconnect' | 'restore'): void {
    if (!this.#isBusy) this.#asks = what;
  }

  stay(): void {
    this.#asks = null;
  }

  /** This till goes on as the one that the code replaces, or goes on with what was begun. */
  async restore(): Promise<void> {
    this.#asks = null;
    const { address, code } = this;
    const isBegun = this.#view?.restore === 'begun';
    const call = () =>
      isBegun
        ? ask(this.#bridge, 'office.resume', {})
        : ask(this.#bridge, 'office.restore', { address, code });
    await this.#change(async () => {
      const reply = await call();
      const read = await ask(this.#bridge, 'office.read', {});
      // What was begun is shown beside why it was cut off.
      if (!reply.ok && read.ok) this.#view = read.value;
      return reply.ok ? read : reply;
    });
    if (this.#view?.connected) this.address = this.code = '';
  }

  async disconnect(): Promise<void> {
    this.#asks = null;
    await this.#change(() => ask(this.#bridge, 'office.disconnect', {}));
  }

  get #typed(): string {
    return [this.address, this.code].join('\n');
  }

  async #read(): Promise<void> {
    const changes = this.#changes;
    const reply = await ask(this.#bridge, 'office.read', {});
    if (reply.ok && changes === this.#changes) this.#view = reply.value;
  }

  async #change(call: () => Promise<Reply<OfficeView>>): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    const reply = await call();
    this.#changes += 1;
    if (reply.ok) this.#view = reply.value;
    this.#problem = reply.ok ? null : { problem: reply.problem, typed: this.#typed };
    this.#isBusy = false;
  }
}
