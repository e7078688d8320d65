import type { Bridge, SessionView } from '#contract';
import { ask } from './ask.ts';

/** Who stands at the till, as main last said. */
export class SessionMirror {
  readonly #bridge: Bridge;
  #view = $state.raw<SessionView | null>(null);

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  get view(): SessionView | null {
    return this.#view;
  }

  /** The result stops listening. Pushes carry the whole, so an answer that comes after one is older and left out. */
  start(): () => void {
    const stop = this.#bridge.on('session.changed', (view) => (this.#view = view));
    void ask(this.#bridge, 'session.read', {}).then((reply) => {
      if (reply.ok) this.#view ??= reply.value;
    });
    return stop;
  }
}
