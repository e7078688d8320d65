import type { SetUpStep } from '#contract';
import { Interrupted } from '../settings/interrupted.ts';
import type { SavedDraft } from './saved-draft.svelte.ts';

/** What was typed and is not kept yet, and where. */
interface LeftSetUp extends NonNullable<ReturnType<SavedDraft['left']>> {
  readonly by: string;
  readonly step: SetUpStep;
  readonly opensShift: boolean;
  /** The reason to go live without a passed test, or ''. */
  readonly reason: string;
  /** The office's address. Its code is typed again: it is good for a few minutes. */
  readonly address: string;
}

/** The set-up of a person whom the lock of the till has interrupted. */
export class InterruptedSetUp extends Interrupted<LeftSetUp> {
  readonly #draft: SavedDraft;

  constructor(draft: SavedDraft) {
    super();
    this.#draft = draft;
  }

  /** Whether it is to go on for that person. */
  async opensFor(person: string): Promise<boolean> {
    if (this.isOf(person)) await this.#draft.look();
    const { saved } = this.#draft;
    return saved !== null && this.waitsFor(person, saved);
  }
}
