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
    this.whenAnswered()(problem);
  }

  /** For a call that is made now: shows its problem with what is typed now, however late the answer comes. */
  whenAnswered(): (problem: Problem | null) => void {
    const typed = this.#typed();
    return (problem) => (this.#shown = problem && { problem, typed });
  }
}
