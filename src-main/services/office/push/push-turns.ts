import { Pause } from '#services/pause.ts';
import type { Clock } from '#services/ports.ts';

/** Runs one turn after another, each after the wait that the one before returned, until stopped. */
export class PushTurns {
  readonly #pause: Pause;
  /** Resolves with how long to wait, ms. Never rejects. */
  readonly #turn: () => Promise<number>;
  /** The longest that the wait after this turn may be; ms. */
  #maxWait = Infinity;
  #stopped = false;
  #ended: Promise<void> = Promise.resolve();

  constructor(clock: Clock, turn: () => Promise<number>) {
    this.#pause = new Pause(clock);
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
    this.#pause.endIn(ms);
  }

  /** Starts the next turn now or, if this turn is not over, right after it. */
  now(): void {
    this.#maxWait = 0;
    this.#pause.end();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#pause.end();
    await this.#ended;
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      this.#maxWait = Infinity;
      const wait = await this.#turn();
      // A stop during the turn has ended no wait, and must not find one now.
      if (!this.isStopped) await this.#pause.for(Math.min(wait, this.#maxWait));
    }
  }
}
