import type { Problem, ReadinessView } from '#contract';
import type { DisplayMove } from '../display/customer-display.svelte.ts';
import { ShownProblem } from '../shown-problem.svelte.ts';

/** Why a scan opened nothing. */
export type ScanIgnored = 'unknown' | 'short-number' | 'busy' | 'other-layout' | 'wallet-code';

/** Shown near the amount until the next key. */
export type Notice =
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'scan'; readonly why: ScanIgnored }
  | { readonly kind: 'not-charged' }
  | { readonly kind: 'display'; readonly move: DisplayMove };

/** The one notice near the amount; a new one replaces it. */
export class SaleNotice {
  readonly #problem: ShownProblem;
  #other = $state.raw<Exclude<Notice, { readonly kind: 'problem' }> | null>(null);

  constructor(readiness: () => ReadinessView | undefined) {
    this.#problem = new ShownProblem(readiness);
  }

  get current(): Notice | null {
    const problem = this.#problem.current;
    return problem ? { kind: 'problem', problem } : this.#other;
  }

  show(notice: Notice): void {
    this.clear();
    if (notice.kind === 'problem') this.#problem.show(notice.problem);
    else this.#other = notice;
  }

  clear(): void {
    this.#other = null;
    this.#problem.clear();
  }
}
