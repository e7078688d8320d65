import type { Clock } from './ports.ts';

/** Rings once. Setting it again replaces the earlier time. */
export class Alarm {
  readonly #clock: Pick<Clock, 'now' | 'wakeAt'>;
  #cancelWake: (() => void) | null = null;

  constructor(clock: Pick<Clock, 'now' | 'wakeAt'>) {
    this.#clock = clock;
  }

  /** `at` is epoch ms. */
  setAt(at: number, ring: () => void): void {
    this.cancel();
    this.#cancelWake = this.#clock.wakeAt(at, () => {
      this.#cancelWake = null;
      ring();
    });
  }

  setIn(ms: number, ring: () => void): void {
    this.setAt(this.#clock.now() + ms, ring);
  }

  /** Whether it is still to ring. */
  get isSet(): boolean {
    return this.#cancelWake !== null;
  }

  cancel(): void {
    this.#cancelWake?.();
    this.#cancelWake = null;
  }
}
