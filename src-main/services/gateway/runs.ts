import type { StoryState } from '#domain/story/story.ts';
import type { StoryRun } from './story-run.ts';

/** The runs of payments, or refunds, that have not ended, by reference. */
export class Runs<S extends StoryState, E> {
  readonly #runs = new Map<string, StoryRun<S, E>>();

  get(reference: string): StoryRun<S, E> | undefined {
    const run = this.#runs.get(reference);
    return run?.isAtRest ? undefined : run;
  }

  has(reference: string): boolean {
    return this.get(reference) !== undefined;
  }

  /** The state of each, in the order they were started. */
  get states(): readonly S[] {
    return [...this.#runs.values()].map(({ state }) => state);
  }

  /** Adds a run, and removes it when it has ended. */
  add(run: StoryRun<S, E>): void {
    const { reference } = run.state;
    this.#runs.set(reference, run);
    void run.ended.then(() => {
      if (this.#runs.get(reference) === run) this.#runs.delete(reference);
    });
  }

  /** Looks up each of these at once. */
  wake(isConcerned: (state: S) => boolean): void {
    for (const run of this.#runs.values()) if (isConcerned(run.state)) run.wake();
  }

  /** Looks one up at once, if it is running. */
  hint(reference: string): void {
    this.#runs.get(reference)?.hint();
  }

  /** Stops all of them; settles when none is running. */
  async stop(): Promise<void> {
    const runs = [...this.#runs.values()];
    for (const run of runs) run.stop();
    await Promise.all(runs.map(async (run) => run.ended));
  }
}
