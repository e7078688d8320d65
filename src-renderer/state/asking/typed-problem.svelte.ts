import { untrack } from 'svelte';
import type { Problem } from '#contract';

/** A problem with what is typed in a form; it disappears once something else is typed. */
export class TypedProblem {
  readonly #typed: () => string;
  #shown = $state.raw<{ readonly problem: Problem; readonly typed: string } | null>(null);

  /** `typed`: everything in the form, as one text. */
  constructor(typed: () => string) {
    this.#typed = typed;
  }

  get current(): Problem | null {
    return this.#shown?.typed === this.#typed() ? this.#shown.problem : null;
  }

  /**
   * Call before the form is sent; the result shows the problem, or null for none, with what was typed then. An effect that
   * calls it does not follow what is typed.
   */
  about(): (problem: Problem | null) => void {
    const typed = untrack(this.#typed);
    return (problem) => {
      this.#shown = problem && { problem, typed };
    };
  }

  /** Of what is typed now. */
  show(problem: Problem): void {
    this.about()(problem);
  }
}
