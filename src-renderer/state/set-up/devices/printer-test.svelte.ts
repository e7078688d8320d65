import type { Bridge, Problem, SettingsInput } from '#contract';
import { ask } from '../../ask.ts';

type Receipts = SettingsInput['receipts'];

/** The test page of the chosen printer. Editing anything it depends on clears the result. */
export class PrinterTest {
  readonly #bridge: Bridge;
  #printing = $state(false);
  #problem = $state.raw<Problem | null>(null);
  #tested = $state('');

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  get printing(): boolean {
    return this.#printing;
  }

  /** Whether the printer took the page. */
  printed({ receipts }: SettingsInput): boolean {
    return this.#problem === null && this.#tested === printerOf(receipts);
  }

  /** Why nothing was printed; null if something was, or nothing was tried. */
  problemOf({ receipts }: SettingsInput): Problem | null {
    return this.#tested === printerOf(receipts) ? this.#problem : null;
  }

  async run(typed: SettingsInput): Promise<void> {
    if (this.#printing) return;
    const { receipts, storeAddress } = typed;
    this.#printing = true;
    this.#tested = '';
    const reply = await ask(this.#bridge, 'receipts.test', { ...receipts, storeAddress });
    this.#printing = false;
    this.#problem = reply.ok ? null : reply.problem;
    this.#tested = printerOf(receipts);
  }
}

const printerOf = ({ printer, address, width }: Receipts): string =>
  JSON.stringify([printer, address, width]);
