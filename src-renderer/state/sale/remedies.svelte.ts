import type { Bridge, Problem, Reply } from '#contract';
import { ask } from '../ask.ts';
import type { Place } from '../place.svelte.ts';
import type { Sale, Unready } from './sale.svelte.ts';

/** Does what makes the till ready again; what changes, main pushes. */
export class Remedies {
  readonly #bridge: Bridge;
  readonly #sale: Sale;
  readonly #place: Place;
  #busy = $state(false);

  constructor(bridge: Bridge, sale: Sale, place: Place) {
    this.#bridge = bridge;
    this.#sale = sale;
    this.#place = place;
  }

  get busy(): boolean {
    return this.#busy;
  }

  /** One at a time. */
  async apply(unready: Unready): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    await this.#do(unready);
    this.#busy = false;
  }

  async #do({ remedy, problem }: Unready): Promise<void> {
    switch (remedy) {
      case null:
        return;
      case 'open-settings':
        return this.#place.go('settings');
      case 'open-shift':
        return this.#show(await ask(this.#bridge, 'shift.open', {}));
      case 'try-again':
        return this.#show(await ask(this.#bridge, 'till.tryAgain', {}));
      case 'sign-in':
        return this.#show(await ask(this.#bridge, 'session.signOut', { why: 'asked' }));
      case 'show-payment':
        return this.#sale.unpark(referenceOf(problem));
      default:
        return remedy satisfies never;
    }
  }

  #show(reply: Reply<unknown>): void {
    if (!reply.ok) this.#sale.showProblem(reply.problem);
  }
}

const referenceOf = ({ details }: Problem): string => String(details['reference'] ?? '');
