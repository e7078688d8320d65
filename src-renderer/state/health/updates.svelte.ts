import type { Bridge, Problem, Reply, UpdateView } from '#contract';
import { ask } from '../ask.ts';
import { repeat } from '../asking/repeat.ts';

/** A download advances while someone watches. */
const EVERY_MS = 5_000;

/** Updates of the program: how far one has come, and what a manager has decided about it. */
export class Updates {
  readonly #bridge: Bridge;
  #view = $state.raw<UpdateView | null>(null);
  #refusal = $state.raw<Problem | null>(null);
  #isAsking = $state(false);
  #isInstalling = $state(false);

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  /** Null until main has answered. */
  get view(): UpdateView | null {
    return this.#view;
  }

  /** Why a request was refused or, if none was made, what went wrong with the update. */
  get problem(): Problem | null {
    return this.#refusal ?? this.#view?.problem ?? null;
  }

  /** Whether the person is being asked to confirm the installation. */
  get isAsking(): boolean {
    return this.#isAsking;
  }

  /** True from the person's answer until main refuses; if main does not, the till ends. */
  get isInstalling(): boolean {
    return this.#isInstalling || this.#view?.stage === 'installing';
  }

  async read(): Promise<void> {
    const reply = await ask(this.#bridge, 'updates.read', {});
    if (reply.ok) this.#view = reply.value;
  }

  async check(): Promise<void> {
    await this.#after(ask(this.#bridge, 'updates.check', {}));
  }

  want(): void {
    this.#isAsking = true;
  }

  leave(): void {
    this.#isAsking = false;
  }

  async installNow(): Promise<void> {
    this.#isAsking = false;
    this.#isInstalling = true;
    const installed = ask(this.#bridge, 'updates.install', { when: 'now' });
    void this.read();
    await this.#after(installed);
    if (this.#refusal) this.#isInstalling = false;
  }

  async installAfterClose(): Promise<void> {
    await this.#after(ask(this.#bridge, 'updates.install', { when: 'after-close' }));
  }

  /** Reads now and repeatedly from then on; the result stops it. */
  start(): () => void {
    return repeat(EVERY_MS, () => void this.read());
  }

  async #after(asked: Promise<Reply<unknown>>): Promise<void> {
    const reply = await asked;
    this.#refusal = reply.ok ? null : reply.problem;
    await this.read();
  }
}
