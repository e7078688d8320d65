import type { AboutFile, AboutView, Bridge, Problem } from '#contract';
import { ask } from '../ask.ts';

/** What the till says about itself, and what can be done with that. */
export class About {
  readonly #bridge: Bridge;
  #view = $state.raw<AboutView | null>(null);
  #problem = $state.raw<Problem | null>(null);
  #copied = $state(false);

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  /** Null until main has answered. */
  get view(): AboutView | null {
    return this.#view;
  }

  get problem(): Problem | null {
    return this.#problem;
  }

  get copied(): boolean {
    return this.#copied;
  }

  async read(): Promise<void> {
    const reply = await ask(this.#bridge, 'about.read', {});
    if (reply.ok) this.#view = reply.value;
    this.#problem = reply.ok ? null : reply.problem;
  }

  async show(file: AboutFile): Promise<void> {
    const reply = await ask(this.#bridge, 'about.show', { file });
    this.#problem = reply.ok ? null : reply.problem;
  }

  async copy(text: string): Promise<void> {
    const reply = await ask(this.#bridge, 'about.copy', { text });
    this.#copied = reply.ok;
    this.#problem = reply.ok ? null : reply.problem;
  }
}
