import type { Bridge, Problem, SupportView } from '#contract';
import { Asking } from '../asking/asking.svelte.ts';
import { Newest } from '../asking/newest.ts';

/** The support file: what it contains, and where it was saved. */
export class Support {
  readonly #asking: Asking;
  readonly #onSaved: () => void;
  readonly #newest = new Newest();
  #withPayments = $state(false);
  #files = $state.raw<SupportView['files'] | null>(null);
  #saved = $state<string | null>(null);

  constructor(bridge: Bridge, onSaved: () => void) {
    this.#asking = new Asking(bridge);
    this.#onSaved = onSaved;
  }

  get withPayments(): boolean {
    return this.#withPayments;
  }

  /** What was or is being read with the other choice is not what would be saved. */
  set withPayments(on: boolean) {
    this.#newest.begin();
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
    return this.#asking.problem;
  }

  async read(): Promise<void> {
    const isNewest = this.#newest.begin();
    const view = await this.#asking.ask('support.read', { payments: this.#withPayments });
    if (!isNewest()) return;
    this.#files = view?.files ?? null;
    this.#saved = null;
  }

  async save(): Promise<void> {
    if (!this.#files) return;
    const isNewest = this.#newest.begin();
    const file = await this.#asking.ask('support.save', { payments: this.#withPayments });
    if (file) this.#onSaved();
    if (isNewest()) this.#saved = file?.fileName ?? null;
  }

  async show(): Promise<void> {
    await this.#asking.ask('support.show', {});
  }
}
