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

  /** Null for none. */
  show(problem: Problem | null): void {
    this.#shown = problem && { problem, typed: this.#typed() };
  }
}
