import type { SettingsInput, SetUpStep } from '#contract';
import { isSame } from '../settings/field-value.ts';

/** What was typed and is not kept yet, and where. */
interface Left {
  /** The id of who typed it. */
  readonly by: string;
  readonly typed: SettingsInput;
  /** As in `SavedSetUp`. */
  readonly amountsIn?: string | undefined;
  readonly step: SetUpStep;
  readonly opensShift: boolean;
  /** The reason to go live without a passed test, or ''. */
  readonly reason: string;
  /** The settings that the till used. */
  readonly saved: SettingsInput;
}

/**
 * What somebody had typed when the till locked itself. It waits in this window, only for the same person, and only
 * as long as nobody changes the settings: it would undo that.
 */
export class Interrupted {
  #left: Left | null = null;

  note(left: Left): void {
    this.#left = left;
  }

  isOf(person: string): boolean {
    return this.#left?.by === person;
  }

  /** @param saved the settings that the till uses now */
  waitsFor(person: string, saved: SettingsInput): boolean {
    return this.#left?.by === person && isSame(this.#left.saved, saved);
  }

  /** Another person who comes first finds nothing, and leaves nothing. */
  take(person: string, saved: SettingsInput): Left | null {
    const left = this.waitsFor(person, saved) ? this.#left : null;
    this.#left = null;
    return left;
  }
}
