import type { Bridge, Problem } from '#contract';
import { ask } from '../ask.ts';
import { TypedProblem } from '../asking/typed-problem.svelte.ts';

/** The question for the passphrase, asked before the till opens. */
export class Unlock {
  readonly #bridge: Bridge;
  #asks = $state(false);
  #isBusy = $state(false);
  readonly #problem = new TypedProblem(() => this.passphrase);
  /** No passphrase is tried before this time; monotonic ms. */
  #until = $state(0);
  passphrase = $state('');

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  /** Whether the till waits for the passphrase. */
  get asks(): boolean {
    return this.#asks;
  }

  /** Whether a passphrase is being tried, which takes a moment, or the till is opening. */
  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** Disappears once something else is typed. */
  get problem(): Problem | null {
    return this.#problem.current;
  }

  /** Whole seconds until the next try is allowed, at `steady` (monotonic ms). */
  waitAt(steady: number): number {
    return Math.max(0, Math.ceil((this.#until - steady) / 1000));
  }

  async read(): Promise<void> {
    const reply = await ask(this.#bridge, 'passphrase.read', {});
    if (!reply.ok) return;
    this.#asks = reply.value.asks;
    this.#until = performance.now() + reply.value.wait;
  }

  /** Stays busy after the right passphrase: the till opens and shows another screen. */
  async enter(): Promise<void> {
    if (this.#isBusy || this.passphrase === '') return;
    this.#isBusy = true;
    const answered = this.#problem.about();
    const reply = await ask(this.#bridge, 'passphrase.enter', { passphrase: this.passphrase });
    answered(reply.ok ? null : reply.problem);
    if (reply.ok) {
      this.passphrase = '';
      return;
    }
    await this.read();
    this.#isBusy = false;
  }

  async train(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    const reply = await ask(this.#bridge, 'passphrase.train', {});
    this.passphrase = '';
    this.#problem.about()(reply.ok ? null : reply.problem);
    this.#isBusy = reply.ok;
  }
}
