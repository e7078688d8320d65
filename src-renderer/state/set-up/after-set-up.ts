import type { Bridge } from '#contract';
import { ask } from '../ask.ts';

/** What follows the set-up once somebody is signed in. */
export class AfterSetUp {
  readonly #bridge: Bridge;
  #isShiftDue = false;
  #isOfficeDue = false;
  #keepsSession = false;

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  plan({ opensShift, opensOffice }: { readonly opensShift: boolean; readonly opensOffice: boolean }): void {
    this.#isShiftDue = opensShift;
    this.#isOfficeDue = opensOffice;
  }

  /**
   * Whether the person who finished the set-up is still signed in, because the environment has not changed.
   */
  get keepsSession(): boolean {
    return this.#keepsSession;
  }

  set keepsSession(keeps: boolean) {
    this.#keepsSession = keeps;
  }

  /** Opens the first shift for the person who signs in after the set-up. */
  async openFirstShift(): Promise<void> {
    if (!this.#isShiftDue) return;
    this.#isShiftDue = false;
    await ask(this.#bridge, 'shift.open', {});
  }

  /** Whether the office page is to open for the person signed in after the set-up; true once. */
  takeOfficeDue(): boolean {
    const isDue = this.#isOfficeDue;
    this.#isOfficeDue = false;
    return isDue;
  }
}
