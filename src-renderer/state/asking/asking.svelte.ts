import type { Bridge, CallInput, CallName, CallOutput, Problem } from '#contract';
import { ask } from '../ask.ts';

/** Calls main for a screen, and has the problem of the newest call. */
export class Asking {
  readonly #bridge: Bridge;
  #problem = $state.raw<Problem | null>(null);
  #calls = 0;

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  /** Stays until a newer call is answered; null if main did what was asked. */
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
    const reply = await ask(this.#bridge, name, input);
    if (call === this.#calls) this.#problem = reply.ok ? null : reply.problem;
    return reply.ok ? reply.value : undefined;
  }
}
