import type { Problem, SetUpStep } from '#contract';
import type { SavedDraft } from './saved-draft.svelte.ts';
import type { Steps } from './steps.svelte.ts';

/** What main keeps of the set-up, so that it goes on where it was left. */
export class Keeping {
  readonly #draft: SavedDraft;
  readonly #steps: Steps;
  /** Called when main has sealed the ApiKey that was typed. */
  readonly #onSealed: () => void;
  /** How many changes wait for main. */
  #pending = $state(0);
  /** As main has it. */
  #keptOpensShift = $state(true);
  opensShift = $state(true);

  constructor(draft: SavedDraft, steps: Steps, onSealed: () => void) {
    this.#draft = draft;
    this.#steps = steps;
    this.#onSealed = onSealed;
  }

  get busy(): boolean {
    return this.#pending > 0;
  }

  get isDirty(): boolean {
    return this.#draft.isDirty || this.opensShift !== this.#keptOpensShift;
  }

  /** The choice that main has, and the one that was made since; undefined for the usual one. */
  begin(kept: boolean | undefined, chosen: boolean | undefined): void {
    this.#keptOpensShift = kept ?? this.opensShift;
    this.opensShift = chosen ?? this.#keptOpensShift;
  }

  /** What is typed need not be kept any more. */
  discard(): void {
    this.#draft.discard();
    this.#keptOpensShift = this.opensShift;
  }

  /** Has main keep the input, to continue at that step; resolves to the problem, or to null. */
  async keep(step: SetUpStep): Promise<Problem | null> {
    const { opensShift } = this;
    const { restores } = this.#steps;
    return this.alone(async () => {
      const problem = await this.#draft.keep({ step, opensShift, restores }, this.#onSealed);
      if (problem === null) this.#keptOpensShift = opensShift;
      return problem;
    });
  }

  /** Busy until that is done. */
  async alone<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#pending += 1;
    try {
      return await work();
    } finally {
      this.#pending -= 1;
    }
  }
}
