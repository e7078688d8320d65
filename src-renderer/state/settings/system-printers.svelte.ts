import type { Bridge } from '#contract';
import { ask } from '../ask.ts';

/** The printers that this computer's system has. */
export class SystemPrinters {
  readonly #bridge: Bridge;
  #names = $state.raw<readonly string[]>([]);
  #told = $state<'not-yet' | 'yes' | 'never'>('not-yet');

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  get names(): readonly string[] {
    return this.#names;
  }

  /** Whether the system has said which it has; 'never' when it could not. */
  get told(): 'not-yet' | 'yes' | 'never' {
    return this.#told;
  }

  async read(): Promise<void> {
    const reply = await ask(this.#bridge, 'receipts.printers', {});
    if (reply.ok) this.#names = reply.value;
    this.#told = reply.ok ? 'yes' : 'never';
  }
}
