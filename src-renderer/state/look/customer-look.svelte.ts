import type { Bridge, LookView } from '#contract';
import { usualAppearance } from '#contract';
import { ask } from '../ask.ts';
import { mirror } from '../asking/mirror.ts';

const usual: LookView = { ...usualAppearance, sound: usualAppearance.sounds.customer };

/** Mirrors how the customer's window is to look and sound; the usual way until main has answered. */
export class CustomerLook {
  #view = $state.raw(usual);

  get view(): LookView {
    return this.#view;
  }

  /** Follows changes; the result stops it. */
  start(bridge: Bridge): () => void {
    const read = () => ask(bridge, 'customer.look', {});
    return mirror(bridge, 'customer.lookChanged', read, (view) => (this.#view = view));
  }
}
