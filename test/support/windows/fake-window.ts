import type { BrowserWindow } from 'electron';
import { EventEmitter } from 'node:events';
import type { Area } from '#electron/displays/displays.ts';

/** A window under a window manager, which obeys full screen a while later and then moves the window itself. */
export class FakeWindow extends EventEmitter {
  /** What the program has asked of it, in order. */
  readonly asked: string[] = [];
  bounds: Area;
  #normal: Area;
  #isFull = false;
  #isMaximized = false;
  readonly #display: Area;

  constructor(display: Area, bounds: Area) {
    super();
    this.#display = display;
    [this.bounds, this.#normal] = [bounds, bounds];
  }

  get isMaximizedNow(): boolean {
    return this.#isMaximized;
  }

  isDestroyed = (): boolean => false;
  isFullScreen = (): boolean => this.#isFull;
  getBounds = (): Area => this.bounds;
  setMinimizable = (): void => undefined;

  setBounds = (bounds: Area): void => {
    this.asked.push('bounds');
    if (this.#isFull) return;
    [this.bounds, this.#normal, this.#isMaximized] = [bounds, bounds, false];
  };

  maximize = (): void => {
    this.asked.push('maximize');
    this.#isMaximized = true;
  };

  setFullScreen = (isFull: boolean): void => {
    this.asked.push(isFull ? 'full screen' : 'no full screen');
    setImmediate(() => {
      this.#isFull = isFull;
      this.bounds = isFull ? this.#display : this.#normal;
      if (!isFull) this.#isMaximized = false;
      this.emit(isFull ? 'enter-full-screen' : 'leave-full-screen');
    });
  };

  get asWindow(): BrowserWindow {
    return this as unknown as BrowserWindow;
  }
}

/** Until a window manager has done everything it was asked, and the program has answered. */
export const settledWindow = async (): Promise<void> => {
  for (let turn = 0; turn < 6; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};
