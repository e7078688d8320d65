/** A press so soon after what is pressed has changed was meant for what was there before. */
export const SETTLE_MS = 700;

/**
 * Keeps the second tap of a double tap on Charge from cancelling the payment, and a press from doing what a push has
 * just brought under the finger.
 */
export class PressGuard {
  #shown: string | null = null;
  #settling = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Whether a press is ignored now. */
  get settling(): boolean {
    return this.#settling;
  }

  /** Called with what can be pressed next, before the screen shows it. */
  show(shown: string): void {
    const changed = this.#shown !== null && this.#shown !== shown;
    this.#shown = shown;
    if (!changed) return;
    this.#settling = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.#settling = false), SETTLE_MS);
  }
}
