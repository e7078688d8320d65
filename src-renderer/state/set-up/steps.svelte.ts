import type { SetUpStep } from '#contract';
import { SET_UP_STEPS, setUpSteps } from '#contract';
import { isAfterOffice } from './set-up-draft.ts';

/** Where the set-up stands, and which of its steps lead there and on. */
export class Steps {
  /** Whether the journal of another till is on its way: only its shop can be set up. */
  readonly #awaitsJournal: () => boolean;
  #current = $state<SetUpStep>('start');
  #furthest = $state(0);
  /** Whether this computer replaces a till that the office knows. */
  restores = $state(false);

  constructor(awaitsJournal: () => boolean) {
    this.#awaitsJournal = awaitsJournal;
  }

  get current(): SetUpStep {
    return this.#current;
  }

  /** Of this kind of till, the first page included. */
  get all(): readonly SetUpStep[] {
    return setUpSteps(this.restores);
  }

  /** Undefined on the last page. */
  get following(): SetUpStep | undefined {
    return this.#beside(1);
  }

  /** Undefined on the first page. */
  get before(): SetUpStep | undefined {
    return this.#beside(-1);
  }

  /** Whether this step has been reached, so that one can go back to it. */
  isReached(step: SetUpStep): boolean {
    if (isAfterOffice(step) && this.#awaitsJournal()) return false;
    return SET_UP_STEPS.indexOf(step) <= this.#furthest;
  }

  show(step: SetUpStep): void {
    this.#current = step;
    this.#furthest = Math.max(this.#furthest, SET_UP_STEPS.indexOf(step));
  }

  /** Begins at that step, as if no other had been reached. */
  beginAt(step: SetUpStep): void {
    this.#furthest = 0;
    this.show(step);
  }

  #beside(way: 1 | -1): SetUpStep | undefined {
    const { current, all } = this;
    // One that this kind of till leaves out can still be open.
    const steps = SET_UP_STEPS.filter((one) => one === current || all.includes(one));
    return steps[steps.indexOf(current) + way];
  }
}
