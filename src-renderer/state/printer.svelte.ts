import type { SessionView } from '#contract';
import { may } from '#contract';
import type { Place } from './place.svelte.ts';
import type { TillMirror } from './till-mirror.svelte.ts';

/** Whether this till has a printer; people who may change settings are offered to set one up. */
export class Printer {
  readonly #mirror: Pick<TillMirror, 'till'>;
  readonly #session: () => SessionView | null;
  readonly #place: Place;

  constructor(mirror: Pick<TillMirror, 'till'>, session: () => SessionView | null, place: Place) {
    this.#mirror = mirror;
    this.#session = session;
    this.#place = place;
  }

  get isSetUp(): boolean {
    return this.#mirror.till?.printer ?? false;
  }

  get maySetUp(): boolean {
    const session = this.#session();
    return session?.stage === 'signed-in' && may(session.person.role, 'change-settings');
  }

  setUp(): void {
    this.#place.openSettings('receipts');
  }
}
