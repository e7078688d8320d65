import type { SettingsInput, SetUpStep } from '#contract';

/** What was typed and is not kept yet, and where. */
interface Left {
  /** The id of who typed it. */
  readonly by: string;
  readonly typed: SettingsInput;
  readonly step: SetUpStep;
  readonly opensShift: boolean;
}

/** What somebody had typed when the till locked itself. It waits in this window, and only for the same person. */
export class Interrupted {
  #left: Left | null = null;

  note(left: Left): void {
    this.#left = left;
  }

  waitsFor(person: string): boolean {
    return this.#left?.by === person;
  }

  /** Another person who comes first finds nothing, and leaves nothing. */
  take(person: string): Left | null {
    const left = this.waitsFor(person) ? this.#left : null;
    this.#left = null;
    return left;
  }
}
