import type { Bridge, SessionView } from '#contract';
import { ask } from '../ask.ts';
import { mirror } from '../asking/mirror.ts';

/** Mirrors who is signed in. */
export class SessionMirror {
  readonly #bridge: Bridge;
  #view = $state.raw<SessionView | null>(null);
  /** When the view arrived; monotonic ms. */
  #receivedAt = $state.raw(0);

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  get view(): SessionView | null {
    return this.#view;
  }

  /** Ms that the last approval remains valid at `steady` (monotonic ms). */
  approvalLeftAt(steady: number): number {
    const approval = this.#view?.stage === 'signed-in' ? this.#view.approval : null;
    return approval ? approval.left - (steady - this.#receivedAt) : 0;
  }

  /** Follows changes; the result stops it. */
  start(): () => void {
    const read = () => ask(this.#bridge, 'session.read', {});
    return mirror(this.#bridge, 'session.changed', read, (view) => {
      this.#view = view;
      this.#receivedAt = performance.now();
    });
  }
}
