import type { Problem, Reply } from '#contract';

const MOST_DIGITS = 12;

/** A PIN while it is typed. It is gone from here as soon as it was handed to main. */
export class PinEntry {
  readonly #hand: (pin: string) => Promise<Reply<unknown>>;
  #digits = $state('');
  #checking = $state(false);
  #problem = $state.raw<Problem | null>(null);

  /** `hand` gives the PIN to main. */
  constructor(hand: (pin: string) => Promise<Reply<unknown>>) {
    this.#hand = hand;
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

  type(digits: string): void {
    if (this.#checking) return;
    this.#problem = null;
    this.#digits = (this.#digits + digits).slice(0, MOST_DIGITS);
  }

  erase(): void {
    this.#digits = this.#digits.slice(0, -1);
  }

  clear(): void {
    this.#digits = '';
    this.#problem = null;
  }

  async enter(): Promise<void> {
    if (this.#checking || this.#digits === '') return;
    const pin = this.#digits;
    this.#digits = '';
    this.#checking = true;
    const reply = await this.#hand(pin);
    this.#problem = reply.ok ? null : reply.problem;
    this.#checking = false;
  }
}
