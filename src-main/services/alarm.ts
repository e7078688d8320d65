import type { Clock } from './ports.ts';

/** Rings once; setting it again replaces what it was set to before. */
export class Alarm {
  readonly #clock: Pick<Clock, 'now' | 'wakeAt'>;
  #callOff = (): void => undefined;

  constructor(clock: Pick<Clock, 'now' | 'wakeAt'>) {
    this.#clock = clock;
  }

  /** `at` is epoch ms. */
  setAt(at: number, ring: () => void): void {
    this.cancel();
    this.#callOff = this.#clock.wakeAt(at, ring);
  }

  setIn(ms: number, ring: () => void): void {
    this.setAt(this.#clock.now() + ms, ring);
  }

  cancel(): void {
    this.#callOff();
  }
}
