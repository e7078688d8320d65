import type { Bridge, SessionView } from '#contract';
import { ask } from '../ask.ts';

/** Who stands at the till, as main last said. */
export class SessionMirror {
  readonly #bridge: Bridge;
  #view = $state.raw<SessionView | null>(null);
  /** When main said so, by the window's steady count. */
  #heardAt = $state.raw(0);

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  get view(): SessionView | null {
    return this.#view;
  }

  /** Ms for which the right that was lent last still holds; `steady` is the window's steady count now. */
  lentLeftAt(steady: number): number {
    const approval = this.#view?.stage === 'signed-in' ? this.#view.approval : null;
    return approval ? approval.left - (steady - this.#heardAt) : 0;
  }

  /** The result stops listening. Pushes carry the whole, so an answer that comes after one is older and left out. */
  start(): () => void {
    const stop = this.#bridge.on('session.changed', (view) => this.#hear(view));
    void ask(this.#bridge, 'session.read', {}).then((reply) => {
      if (reply.ok && !this.#view) this.#hear(reply.value);
    });
    return stop;
  }

  #hear(view: SessionView): void {
    this.#view = view;
    this.#heardAt = performance.now();
  }
}
