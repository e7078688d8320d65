/**
 * Tells listeners, such as the windows, what changed at the till. A change is emitted after it is on disk; listeners
 * run synchronously, in the order in which they were added. One that throws is logged, and holds up neither the others
 * nor what caused the change.
 */
import type { Payment } from '#domain/payment/payment.ts';
import type { Refund } from '#domain/refund/refund.ts';
import type { ExportStatus } from '#services/export/export-status.ts';
import type { Log } from './ports.ts';

/** What each change carries. */
export interface ChangeEvents {
  /** A payment was started or has changed. */
  readonly payment: [Payment];
  readonly refund: [Refund];
  /** The receipt of a payment or refund, named by its reference, prints or has printed, or failed to. */
  readonly receipt: [string];
  readonly export: [ExportStatus];
  /** Something else on the sale screen: which payment is current, the gateway link, the journal's health. */
  readonly status: [];
  /** The journal has grown. */
  readonly written: [];
  /** Payments were imported: the history in the windows is stale. */
  readonly imported: [];
  /** How the windows look. */
  readonly appearance: [];
  /** Whether the customer can see what they should, and on which display. */
  readonly display: [];
  /** Who is signed in, what they may do, or the staff list. */
  readonly people: [];
}

export type ChangeName = keyof ChangeEvents;

type Listeners = { readonly [N in ChangeName]: ((...change: ChangeEvents[N]) => void)[] };

export class Changes {
  readonly #log: Pick<Log, 'error'>;
  readonly #listeners: Listeners = {
    payment: [],
    refund: [],
    receipt: [],
    export: [],
    status: [],
    written: [],
    imported: [],
    appearance: [],
    display: [],
    people: [],
  };

  constructor(log: Pick<Log, 'error'>) {
    this.#log = log;
  }

  /** Adds a listener; the returned function removes it. */
  on<N extends ChangeName>(name: N, listener: Listeners[N][number]): () => void {
    const listeners: ((...change: ChangeEvents[N]) => void)[] = this.#listeners[name];
    listeners.push(listener);
    return () => {
      const place = listeners.indexOf(listener);
      if (place !== -1) listeners.splice(place, 1);
    };
  }

  emit<N extends ChangeName>(name: N, ...change: ChangeEvents[N]): void {
    const listeners: readonly ((...change: ChangeEvents[N]) => void)[] = [...this.#listeners[name]];
    for (const listener of listeners) {
      try {
        listener(...change);
      } catch (error) {
        this.#log.error('a change was not followed', { change: name, error });
      }
    }
  }
}

/** `Changes` for a service that may emit only the changes of these names. */
export interface Emits<Own extends ChangeName> {
  emit<N extends Own>(name: N, ...change: ChangeEvents[N]): void;
}
