import type { Bridge } from '#contract';
import { ask } from '../ask.ts';

/** The printers that this computer's system lists. */
export class SystemPrinters {
  readonly #bridge: Bridge;
  #names = $state.raw<readonly string[]>([]);
  #state = $state<'asking' | 'listed' | 'unknown'>('asking');

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  get names(): readonly string[] {
    return this.#names;
  }

  /** 'unknown' when the system did not say which printers it has. */
  get state(): 'asking' | 'listed' | 'unknown' {
    return this.#state;
  }

  async read(): Promise<void> {
    const reply = await ask(this.#bridge, 'receipts.printers', {});
    if (reply.ok) this.#names = reply.value;
    this.#state = reply.ok ? 'listed' : 'unknown';
  }
}
