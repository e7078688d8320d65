import type { Bridge, SessionView } from '#contract';
import { ask } from '../ask.ts';

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

  /**
   * Follows changes; the result stops it. A push is complete, so a reply that arrives after one is older and
   * is ignored.
   */
  start(): () => void {
    const stop = this.#bridge.on('session.changed', (view) => this.#receive(view));
    void ask(this.#bridge, 'session.read', {}).then((reply) => {
      if (reply.ok && !this.#view) this.#receive(reply.value);
    });
    return stop;
  }

  #receive(view: SessionView): void {
    this.#view = view;
    this.#receivedAt = performance.now();
  }
}
