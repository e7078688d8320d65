import type { SlabAct } from './slab-act.ts';

/** A press so soon after a change was meant for what stood there before. */
export const SETTLE_MS = 700;

/** Keeps the second tap of a double tap on Charge from cancelling. */
export class SlabGuard {
  #act: SlabAct | null = null;
  #settling = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Whether a press counts for nothing now. */
  get settling(): boolean {
    return this.#settling;
  }

  /** Called with what will stand there, before it is drawn. */
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
