import type { Bridge, Problem, Reply } from '#contract';
import { ask } from '../ask.ts';
import type { Place } from '../place.svelte.ts';
import type { Sale, Unready } from './sale.svelte.ts';

/** Does what makes the till ready; main pushes what changes. */
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

  /** Frees the till of the parked payments that block it. */
  async freeTill(): Promise<void> {
    this.#sale.notice.clear();
    this.#show(await ask(this.#bridge, 'payments.freeTill', {}));
  }

  async #do({ remedy, problem }: Unready): Promise<void> {
    switch (remedy) {
      case null:
        break;
      case 'open-settings':
        if (problem.code === 'office-replaced') this.#place.openPage('office');
        else this.#place.go('settings');
        break;
      case 'open-shift':
        this.#show(await ask(this.#bridge, 'shift.open', {}));
        break;
      case 'try-again':
        this.#show(await ask(this.#bridge, 'till.tryAgain', {}));
        break;
      case 'sign-in':
        this.#show(await ask(this.#bridge, 'session.signOut', { why: 'asked' }));
        break;
      case 'show-payment':
        await this.#sale.unpark(referenceOf(problem));
        break;
      default:
        remedy satisfies never;
    }
  }

  #show(reply: Reply<unknown>): void {
    if (!reply.ok) this.#sale.notice.showProblem(reply.problem);
  }
}

const referenceOf = ({ details }: Problem): string => String(details['reference'] ?? '');
