import type { Payment } from '#domain/payment/payment.ts';
import type { ActivityJournal } from '#services/journal-ports.ts';
import type { Acting } from '#services/staff/session-types.ts';

/** The parked payments that no longer block the till because a manager has freed it. Stored in the journal. */
export class FreedTill {
  readonly #journal: Pick<ActivityJournal, 'record' | 'records'>;
  #freed: Set<string> | null = null;

  constructor(journal: Pick<ActivityJournal, 'record' | 'records'>) {
    this.#journal = journal;
  }

  /** The parked payments that still block the till. */
  stillBlocking(parked: readonly Payment[]): readonly Payment[] {
    return parked.filter(({ reference }) => !this.#references.has(reference));
  }

  /** Frees the till of these; `at` is epoch ms. */
  free(blocking: readonly Payment[], { by, approvedBy }: Acting, at: number): void {
    for (const { reference } of blocking) {
      this.#journal.record({ type: 'till-freed', by, approvedBy, reference }, at);
      this.#references.add(reference);
    }
  }

  get #references(): Set<string> {
    this.#freed ??= this.#read();
    return this.#freed;
  }

  /** A record that cannot be read must not keep the till from charging: a manager frees it again. */
  #read(): Set<string> {
    const readable = this.#journal.records(['till-freed'], 0, () => undefined);
    return new Set(readable.map(({ record }) => record.reference));
  }
}
