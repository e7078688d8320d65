import type { Bridge, SettingsInput } from '#contract';
import { ask } from '../ask.ts';

type Receipts = SettingsInput['receipts'];

/** The test page of the chosen printer. Editing anything it depends on clears the result. */
export class PrinterTest {
  readonly #bridge: Bridge;
  #printing = $state(false);
  #failed = $state(false);
  #tested = $state('');

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  get printing(): boolean {
    return this.#printing;
  }

  /** Whether the printer took the page. */
  printed({ receipts }: SettingsInput): boolean {
    return !this.#failed && this.#tested === printerOf(receipts);
  }

  failed({ receipts }: SettingsInput): boolean {
    return this.#failed && this.#tested === printerOf(receipts);
  }

  async run(typed: SettingsInput): Promise<void> {
    if (this.#printing) return;
    const { receipts, storeAddress } = typed;
    this.#printing = true;
    this.#tested = '';
    const reply = await ask(this.#bridge, 'receipts.test', { ...receipts, storeAddress });
    this.#printing = false;
    this.#failed = !reply.ok;
    this.#tested = printerOf(receipts);
  }
}

const printerOf = ({ printer, address, width }: Receipts): string =>
  JSON.stringify([printer, address, width]);
