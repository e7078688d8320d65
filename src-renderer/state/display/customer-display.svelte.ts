import type { Bridge, DisplayView, PaymentView, Problem } from '#contract';
import { ask } from '../ask.ts';
import { mirror } from '../asking/mirror.ts';

/** An event on the customer's display that is already over. */
export type DisplayMove = 'found' | 'resized';

const moveBetween = (before: DisplayView['own'], now: DisplayView['own']): DisplayMove | null => {
  if (!now) return null;
  if (!before) return 'found';
  return before.width === now.width && before.height === now.height ? null : 'resized';
};

/**
 * Mirrors whether the customer can see what they should and whether the till fills its display; can show the
 * customer's code on the till instead.
 */
export class CustomerDisplay {
  readonly #bridge: Bridge;
  readonly #current: () => PaymentView | null;
  readonly #onMove: (move: DisplayMove) => void;
  readonly #showProblem: (problem: Problem) => void;
  #view = $state.raw<DisplayView | null>(null);
  /** The payment whose code the cashier opened; the next payment's code stays closed. */
  #opened = $state.raw<string | null>(null);

  constructor(
    bridge: Bridge,
    current: () => PaymentView | null,
    onMove: (move: DisplayMove) => void,
    showProblem: (problem: Problem) => void,
  ) {
    this.#bridge = bridge;
    this.#current = current;
    this.#onMove = onMove;
    this.#showProblem = showProblem;
  }

  get fault(): DisplayView['fault'] {
    return this.#view?.fault ?? null;
  }

  /** Whether the till fills its own display. */
  get kiosk(): DisplayView['kiosk'] {
    return this.#view?.kiosk ?? 'off';
  }

  /** Leaves the full screen, or returns to it. */
  async changeKiosk(): Promise<void> {
    const reply = await ask(this.#bridge, this.kiosk === 'full' ? 'kiosk.leave' : 'kiosk.return', {});
    if (!reply.ok) this.#showProblem(reply.problem);
  }

  /** The payment whose code is shown large on the till. */
  get shown(): PaymentView | null {
    const current = this.#current();
    return current?.code && current.reference === this.#opened ? current : null;
  }

  showCode(): void {
    this.#opened = this.#current()?.reference ?? null;
  }

  hideCode(): void {
    this.#opened = null;
  }

  /** Records that this till has only one display from now on. */
  async forget(): Promise<void> {
    const reply = await ask(this.#bridge, 'display.forget', {});
    if (!reply.ok) this.#showProblem(reply.problem);
  }

  /** Follows changes; the result stops it. */
  start(): () => void {
    const read = () => ask(this.#bridge, 'display.read', {});
    return mirror(this.#bridge, 'display.changed', read, (view) => {
      const move = this.#view && moveBetween(this.#view.own, view.own);
      this.#view = view;
      if (move) this.#onMove(move);
    });
  }
}
