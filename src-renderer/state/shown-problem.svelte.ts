import type { Problem, ReadinessView } from '#contract';
import { isUnreadyCause } from '#contract';

/** A problem on a screen. A problem that describes a state of the till disappears when that state ends. */
export class ShownProblem {
  readonly #readiness: () => ReadinessView | undefined;
  #problem = $state.raw<Problem | null>(null);
  /** The last view from main when the problem appeared. */
  #cameWith: ReadinessView | undefined;

  constructor(readiness: () => ReadinessView | undefined) {
    this.#readiness = readiness;
  }

  get current(): Problem | null {
    const problem = this.#problem;
    if (!problem || !isUnreadyCause(problem.code)) return problem;
    const now = this.#readiness();
    const holds = now?.ready === false && now.problem.code === problem.code;
    return holds || now === this.#cameWith ? problem : null;
  }

  show(problem: Problem): void {
    this.#problem = problem;
    this.#cameWith = this.#readiness();
  }

  clear(): void {
    this.#problem = null;
  }
}
