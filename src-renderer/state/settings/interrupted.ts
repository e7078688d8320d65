import type { SettingsInput } from '#contract';
import { isSame } from './field-value.ts';

/** What somebody had typed. */
interface Left {
  /** The id of who typed it. */
  readonly by: string;
  /** The settings that the till used. */
  readonly saved: SettingsInput;
}

/**
 * What somebody had typed when the till locked itself. It waits in this window, only for the same person, and only
 * as long as nobody changes the settings: it would undo that.
 */
export class Interrupted<What extends Left> {
  #left: What | null = null;

  note(left: What): void {
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
  take(person: string, saved: SettingsInput): What | null {
    const left = this.waitsFor(person, saved) ? this.#left : null;
    this.forget();
    return left;
  }

  forget(): void {
    this.#left = null;
  }
}
