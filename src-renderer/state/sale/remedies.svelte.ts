import { SvelteSet } from 'svelte/reactivity';
import type { Bridge, Problem, ProblemCode, Reply } from '#contract';
import { ask } from '../ask.ts';
import type { Place } from '../place.svelte.ts';
import type { Sale, Unready } from './sale.svelte.ts';

/** Does what makes the till ready; main pushes the changes. */
export class Remedies {
  readonly #bridge: Bridge;
  readonly #sale: Sale;
  readonly #place: Place;
  /** The causes being dealt with; a slow remedy holds up no other. */
  readonly #busy = new SvelteSet<ProblemCode>();

  constructor(bridge: Bridge, sale: Sale, place: Place) {
    this.#bridge = bridge;
    this.#sale = sale;
    this.#place = place;
  }

  isBusy({ problem }: Unready): boolean {
    return this.#busy.has(problem.code);
  }

  /** Runs one remedy at a time for each cause. */
  async apply(unready: Unready): Promise<void> {
    if (this.isBusy(unready)) return;
    const { code } = unready.problem;
    this.#busy.add(code);
    await this.#do(unready);
    this.#busy.delete(code);
  }

  /** Frees the till although parked payments block it. */
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
