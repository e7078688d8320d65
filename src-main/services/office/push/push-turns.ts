import { Alarm } from '#services/alarm.ts';
import type { Clock } from '#services/ports.ts';

/** Runs one turn after another, each after the wait that the one before returned, until stopped. */
export class PushTurns {
  readonly #alarm: Alarm;
  /** Resolves with how long to wait, ms. Never rejects. */
  readonly #turn: () => Promise<number>;
  /** Called whenever a wait has begun. */
  readonly #onWait: () => void;
  #ring = (): void => undefined;
  #isWaiting = false;
  #stopped = false;
  #ended: Promise<void> = Promise.resolve();

  constructor(clock: Clock, turn: () => Promise<number>, onWait: () => void) {
    this.#alarm = new Alarm(clock);
    this.#turn = turn;
    this.#onWait = onWait;
  }

  get isWaiting(): boolean {
    return this.#isWaiting;
  }

  get isStopped(): boolean {
    return this.#stopped;
  }

  start(): void {
    this.#ended = this.#run();
  }

  /** Sets the next turn to `ms` from now, whatever was planned. */
  hasten(ms: number): void {
    this.#alarm.setIn(ms, this.#ring);
  }

  /** Starts the next turn now. */
  now(): void {
    this.#ring();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#ring();
    await this.#ended;
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      const wait = await this.#turn();
      await this.#sleep(wait);
    }
  }

  #sleep(ms: number): Promise<void> {
    if (this.#stopped) return Promise.resolve();
    return new Promise((resolve) => {
      this.#ring = () => {
        this.#alarm.cancel();
        this.#isWaiting = false;
        resolve();
      };
      this.#alarm.setIn(ms, this.#ring);
      this.#isWaiting = true;
      this.#onWait();
    });
  }
}
