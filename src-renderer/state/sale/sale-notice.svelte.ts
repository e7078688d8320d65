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
  readonly #toldElsewhere: () => Problem | null;
  #other = $state.raw<Exclude<Notice, { readonly kind: 'problem' }> | null>(null);

  /** `toldElsewhere`: a problem that has its own place on the screen and needs no notice. */
  constructor(readiness: () => ReadinessView | undefined, toldElsewhere: () => Problem | null) {
    this.#problem = new ShownProblem(readiness);
    this.#toldElsewhere = toldElsewhere;
  }

  get current(): Notice | null {
    const problem = this.#problem.current;
    if (!problem) return this.#other;
    return problem.code === this.#toldElsewhere()?.code ? null : { kind: 'problem', problem };
  }

  /** Shows the problem of a failed call; null after a successful one. */
  showProblem(problem: Problem | null): void {
    if (!problem) return;
    this.clear();
    this.#problem.show(problem);
  }

  /** Shows why a scan opened nothing. */
  ignoreScan(why: ScanIgnored): void {
    this.#show({ kind: 'scan', why });
  }

  /** Reports an event on the customer's display; a problem that is already shown stays. */
  displayMoved(move: DisplayMove): void {
    if (this.current?.kind !== 'problem') this.#show({ kind: 'display', move });
  }

  /** Says that the cashier answered the question with no. */
  notCharged(): void {
    this.#show({ kind: 'not-charged' });
  }

  clear(): void {
    this.#other = null;
    this.#problem.clear();
  }

  #show(notice: Exclude<Notice, { readonly kind: 'problem' }>): void {
    this.clear();
    this.#other = notice;
  }
}
