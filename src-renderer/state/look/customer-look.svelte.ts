import type { Bridge, LookView } from '#contract';
import { usualAppearance } from '#contract';
import { ask } from '../ask.ts';

const usual: LookView = { ...usualAppearance, sound: usualAppearance.sounds.customer };

/** Mirrors how the customer's window is to look and sound; the usual way until main has answered. */
export class CustomerLook {
  #pushed = false;
  #view = $state.raw(usual);

  get view(): LookView {
    return this.#view;
  }

  /** Follows changes; the result stops it. A reply that arrives after a push is older and is ignored. */
  start(bridge: Bridge): () => void {
    const stop = bridge.on('customer.lookChanged', (view) => {
      this.#pushed = true;
      this.#view = view;
    });
    void ask(bridge, 'customer.look', {}).then((reply) => {
      if (reply.ok && !this.#pushed) this.#view = reply.value;
    });
    return stop;
  }
}
