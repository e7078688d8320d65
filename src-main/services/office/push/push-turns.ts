import { Alarm } from '#services/alarm.ts';
import type { Clock } from '#services/ports.ts';

/** Runs one turn after another, each after the wait that the one before returned, until stopped. */
export class PushTurns {
  readonly #alarm: Alarm;
  /** Resolves with how long to wait, ms. Never rejects. */
  readonly #turn: () => Promise<number>;
  #ring = (): void => undefined;
  /** The longest that the wait after this turn may be; ms. */
  #maxWait = Infinity;
  #stopped = false;
  #ended: Promise<void> = Promise.resolve();

  constructor(clock: Clock, turn: () => Promise<number>) {
    this.#alarm = new Alarm(clock);
    this.#turn = turn;
  }

  get isStopped(): boolean {
    return this.#stopped;
  }

  start(): void {
    this.#ended = this.#run();
  }

  /** Sets the next turn to `ms` from now, whatever was planned or, if this turn is not over, will be. */
  reschedule(ms: number): void {
    this.#maxWait = ms;
    this.#alarm.setIn(ms, this.#ring);
  }

  /** Starts the next turn now or, if this turn is not over, right after it. */
  now(): void {
    this.#maxWait = 0;
    this.#ring();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#ring();
    await this.#ended;
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      this.#maxWait = Infinity;
      const wait = await this.#turn();
      await this.#sleep(wait);
    }
  }

  #sleep(ms: number): Promise<void> {
    if (this.#stopped) return Promise.resolve();
    return new Promise((resolve) => {
      this.#ring = () => {
        this.#alarm.cancel();
        resolve();
      };
      this.#alarm.setIn(Math.min(ms, this.#maxWait), this.#ring);
    });
  }
}
