import type { Bridge, Problem, SupportView } from '#contract';
import { ask } from '../ask.ts';

/** The support file: what it contains, and where it was saved. */
export class Support {
  readonly #bridge: Bridge;
  #withPayments = $state(false);
  #files = $state.raw<SupportView['files'] | null>(null);
  #saved = $state<string | null>(null);
  #problem = $state.raw<Problem | null>(null);

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  get withPayments(): boolean {
    return this.#withPayments;
  }

  /** What was read with the other choice is not what would be saved. */
  set withPayments(on: boolean) {
    this.#withPayments = on;
    this.#files = null;
    this.#saved = null;
  }

  /** Null until someone has looked at its content; only then can it be saved. */
  get files(): SupportView['files'] | null {
    return this.#files;
  }

  /** Its name once it is saved. */
  get saved(): string | null {
    return this.#saved;
  }

  get problem(): Problem | null {
    return this.#problem;
  }

  async read(): Promise<void> {
    const reply = await ask(this.#bridge, 'support.read', { payments: this.#withPayments });
    this.#files = reply.ok ? reply.value.files : null;
    this.#problem = reply.ok ? null : reply.problem;
    this.#saved = null;
  }

  async save(): Promise<void> {
    if (!this.#files) return;
    const reply = await ask(this.#bridge, 'support.save', { payments: this.#withPayments });
    this.#saved = reply.ok ? reply.value.fileName : null;
    this.#problem = reply.ok ? null : reply.problem;
  }

  async show(): Promise<void> {
    const reply = await ask(this.#bridge, 'support.show', {});
    this.#problem = reply.ok ? null : reply.problem;
  }
}
