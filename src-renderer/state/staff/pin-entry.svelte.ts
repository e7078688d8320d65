import type { Problem, Reply } from '#contract';
import { Newest } from '../asking/newest.ts';

const MAX_DIGITS = 12;

/** A PIN being typed; cleared when it is sent to main. Digits typed while main checks it begin the next PIN. */
export class PinEntry {
  readonly #send: (pin: string) => Promise<Reply<unknown>>;
  readonly #newest = new Newest();
  #digits = $state('');
  #checking = $state(false);
  #problem = $state.raw<Problem | null>(null);
  #keptScanOut = $state(false);

  constructor(send: (pin: string) => Promise<Reply<unknown>>) {
    this.#send = send;
  }

  get length(): number {
    return this.#digits.length;
  }

  get checking(): boolean {
    return this.#checking;
  }

  get problem(): Problem | null {
    return this.#problem;
  }

  /** Whether the last input was a scan, which is not a PIN; until the next key. */
  get keptScanOut(): boolean {
    return this.#keptScanOut;
  }

  /** The result removes what was typed since: it was a scan. */
  remember(): () => void {
    const before = this.#digits;
    return () => {
      this.#digits = before;
      this.#problem = null;
      this.#keptScanOut = true;
    };
  }

  type(digits: string): void {
    this.#problem = null;
    this.#keptScanOut = false;
    this.#digits = (this.#digits + digits).slice(0, MAX_DIGITS);
  }

  erase(): void {
    this.#keptScanOut = false;
    this.#digits = this.#digits.slice(0, -1);
  }

  clear(): void {
    this.#digits = '';
    this.#keptScanOut = false;
    this.#problem = null;
  }

  /** Another person is to enter a PIN: what main still says is about the one before. */
  startOver(): void {
    this.#newest.begin();
    this.clear();
  }

  async enter(): Promise<void> {
    if (this.#checking || this.#digits === '') return;
    const pin = this.#digits;
    this.#digits = '';
    this.#checking = true;
    const isNewest = this.#newest.begin();
    const reply = await this.#send(pin);
    if (isNewest()) this.#problem = reply.ok ? null : reply.problem;
    this.#checking = false;
  }
}
