import type { AboutFile, AboutView, Bridge, Problem } from '#contract';
import { Asking } from '../asking/asking.svelte.ts';

/** What the till says about itself, and what can be done with that. */
export class About {
  readonly #asking: Asking;
  #view = $state.raw<AboutView | null>(null);
  #copied = $state(false);

  constructor(bridge: Bridge) {
    this.#asking = new Asking(bridge);
  }

  /** Null until main has answered. */
  get view(): AboutView | null {
    return this.#view;
  }

  get problem(): Problem | null {
    return this.#asking.problem;
  }

  get copied(): boolean {
    return this.#copied;
  }

  async read(): Promise<void> {
    this.#view = (await this.#asking.ask('about.read', {})) ?? this.#view;
  }

  async show(file: AboutFile): Promise<void> {
    await this.#asking.ask('about.show', { file });
  }

  async copy(text: string): Promise<void> {
    this.#copied = (await this.#asking.ask('about.copy', { text })) !== undefined;
  }
}
