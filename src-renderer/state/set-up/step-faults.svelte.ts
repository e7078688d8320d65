import type { TextField } from '#contract';
import type { FieldFault } from '../settings/settings-check.ts';
import type { SavedDraft } from './saved-draft.svelte.ts';
import { isStepRight } from './set-up-draft.ts';
import type { Steps } from './steps.svelte.ts';

/** What is marked as wrong on the open step: what is typed there, and all of it once somebody has tried to go on. */
export class StepFaults {
  readonly #draft: SavedDraft;
  readonly #steps: Steps;
  #isMarked = $state(false);

  constructor(draft: SavedDraft, steps: Steps) {
    this.#draft = draft;
    this.#steps = steps;
  }

  /** Whether going on was refused because something on this step is still wrong. */
  get isHeldBack(): boolean {
    return this.#isMarked && this.#draft.typed !== null && !this.#isRight;
  }

  of(field: TextField): FieldFault | null {
    return this.#draft.shownFault(field, this.#isMarked);
  }

  /** Whether the printer's address is shown as wrong. */
  get isPrinterAddressWrong(): boolean {
    return this.#draft.isPrinterAddressWrong(this.#isMarked);
  }

  /** True if nothing is wrong; otherwise marks it. */
  check(): boolean {
    this.#isMarked = !this.#isRight;
    return !this.#isMarked;
  }

  mark(): void {
    this.#isMarked = true;
  }

  /** On another step nobody has tried to go on yet. */
  turnPage(): void {
    this.#isMarked = false;
  }

  get #isRight(): boolean {
    const { typed, keySaved, onRecord } = this.#draft;
    return typed !== null && isStepRight(this.#steps.current, typed, keySaved, onRecord ?? undefined);
  }
}
