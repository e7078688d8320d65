import type { Bridge, BrandView } from '#contract';

const NONE: BrandView = { logo: null, wallet: null, pictures: [] };

/** The shop's own pictures; none if main does not answer. They stay the same while the program runs. */
export class Brand {
  #view = $state.raw(NONE);

  constructor(bridge: Bridge) {
    void this.#ask(bridge);
  }

  get view(): BrandView {
    return this.#view;
  }

  async #ask(bridge: Bridge): Promise<void> {
    const reply = await bridge.call('customer.brand', {}).catch(() => undefined);
    if (reply?.ok) this.#view = reply.value;
  }
}
