import type { SlabAct } from './slab-act.ts';

/** A press so soon after the button changed was meant for its previous action. */
export const SETTLE_MS = 700;

/** Keeps the second tap of a double tap on Charge from cancelling the payment. */
export class SlabGuard {
  #act: SlabAct | null = null;
  #settling = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Whether a press is ignored now. */
  get settling(): boolean {
    return this.#settling;
  }

  /** Called with the next action before the button shows it. */
  show(act: SlabAct): void {
    const changed = this.#act !== null && this.#act !== act;
    this.#act = act;
    if (!changed) return;
    this.#settling = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.#settling = false), SETTLE_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
