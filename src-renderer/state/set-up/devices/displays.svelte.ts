import type { Bridge, DisplaysView, Problem } from '#contract';
import { ask } from '../../ask.ts';

/** The displays of this computer. */
export class Displays {
  readonly #bridge: Bridge;
  #all = $state.raw<DisplaysView>([]);
  #problem = $state.raw<Problem | null>(null);

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  get all(): DisplaysView {
    return this.#all;
  }

  get problem(): Problem | null {
    return this.#problem;
  }

  /** Whether the customer's window has a display of its own. */
  get isCustomersOwn(): boolean {
    return this.#all.some(({ shows }) => shows === 'customer');
  }

  /** Reads them, and again whenever one is plugged in or pulled out; the result stops it. */
  follow(): () => void {
    void this.#read();
    return this.#bridge.on('display.changed', () => void this.#read());
  }

  async #read(): Promise<void> {
    const reply = await ask(this.#bridge, 'setUp.displays', {});
    if (reply.ok) this.#all = reply.value;
    this.#problem = reply.ok ? null : reply.problem;
  }

  /** Gives that display to the customer; it then identifies itself. */
  async choose(id: number): Promise<void> {
    const reply = await ask(this.#bridge, 'setUp.chooseDisplay', { id });
    if (reply.ok) this.#all = reply.value;
    this.#problem = reply.ok ? null : reply.problem;
  }

  /** The customer's window identifies itself for a moment. */
  async identify(): Promise<void> {
    await this.#read();
    const reply = await ask(this.#bridge, 'setUp.identify', {});
    if (!reply.ok) this.#problem = reply.problem;
  }
}
