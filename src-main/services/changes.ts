/**
 * What changed at the till, for whoever shows it. A change is emitted after it is on disk; listeners run at once, in the
 * order in which they were added.
 */
import type { Payment } from '#domain/payment/payment.ts';
import type { Refund } from '#domain/refund/refund.ts';
import type { ExportStatus } from '#services/export/export-desk.ts';
import type { ReceiptStanding } from '#services/print/print-receipt.ts';

/** What each change carries. */
export interface ChangeEvents {
  /** A payment moved. */
  readonly payment: [Payment];
  readonly refund: [Refund];
  readonly receipt: [ReceiptStanding];
  readonly export: [ExportStatus];
  /** Something else on the sale screen: which payment is current, the gateway link, the journal's health. */
  readonly status: [];
  /** Payments were imported: whatever the windows show of the past is stale. */
  readonly imported: [];
  /** Who is at the till, what they may do, or the list of people. */
  readonly people: [];
}

export type ChangeName = keyof ChangeEvents;

type Listeners = { readonly [N in ChangeName]: ((...change: ChangeEvents[N]) => void)[] };

export class Changes {
  readonly #listeners: Listeners = {
    payment: [],
    refund: [],
    receipt: [],
    export: [],
    status: [],
    imported: [],
    people: [],
  };

  /** Listens from now on; the result stops. */
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
    for (const listener of listeners) listener(...change);
  }
}

/** All that a desk needs of it. */
export type EmitsChanges = Pick<Changes, 'emit'>;
