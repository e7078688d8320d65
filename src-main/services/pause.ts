import { Alarm } from './alarm.ts';
import type { Clock } from './ports.ts';

/** A wait that something else can end early. */
export class Pause {
  readonly #alarm: Alarm;
  #end = (): void => undefined;

  constructor(clock: Pick<Clock, 'now' | 'wakeAt'>) {
    this.#alarm = new Alarm(clock);
  }

  /** Resolves after `ms`, or as soon as `end` is called. */
  for(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.#end = () => {
        this.#alarm.cancel();
        resolve();
      };
      this.#alarm.setIn(ms, this.#end);
    });
  }

  /** Lets the wait under way, if there is one, end `ms` from now instead. */
  endIn(ms: number): void {
    this.#alarm.setIn(ms, this.#end);
  }

  /** Ends the wait under way, if there is one. */
  end(): void {
    this.#end();
  }
}
