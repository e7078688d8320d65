import type { Bridge, CallInput, CallName, CallOutput, Problem } from '#contract';
import { ask } from '../ask.ts';

/** Calls main for a screen, and has the problem that the screen shows. */
export class Asking {
  readonly #bridge: Bridge;
  #problem = $state.raw<Problem | null>(null);
  #calls = 0;
  /** How many calls had been made when the problem appeared. */
  #shownAfter = 0;
  readonly #newest: Partial<Record<CallName, number>> = {};

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  /** Stays until main has done what was asked after it appeared; null if there is none. */
  get problem(): Problem | null {
    return this.#problem;
  }

  clear(): void {
    this.#problem = null;
  }

  /** Undefined if main refused. */
  async ask<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N> | undefined> {
    this.#calls += 1;
    const call = this.#calls;
    this.#newest[name] = call;
    const reply = await ask(this.#bridge, name, input);
    // The same was asked again meanwhile, and that answer counts.
    if (this.#newest[name] !== call) return reply.ok ? reply.value : undefined;
    if (!reply.ok) this.#show(reply.problem);
    // A call made before the problem appeared is no sign that anybody has read it.
    else if (call > this.#shownAfter) this.#problem = null;
    return reply.ok ? reply.value : undefined;
  }

  #show(problem: Problem): void {
    this.#problem = problem;
    this.#shownAfter = this.#calls;
  }
}
