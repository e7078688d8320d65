/** Remembers another till under our TerminalID, or a copy of our journal, that the gateway's list has shown. */
import type { Stranger } from '#domain/installation/whose-payment.ts';
import type { Reconciliation } from '#domain/day/reconciliation.ts';
import type { Emits } from '#services/changes.ts';
import type { ActivityJournal, DayJournal } from '#services/journal-ports.ts';

/** An earlier installation no longer sells, so there is nothing to warn of. */
export type OtherTill = Exclude<Stranger, 'earlier-installation'>;

/** The graver first: a TerminalID of its own helps only against the other. */
const GRAVER_FIRST: readonly OtherTill[] = ['journal-copy', 'another-till'];

const otherTillIn = ({ lines }: Pick<Reconciliation, 'lines'>): OtherTill | null =>
  GRAVER_FIRST.find((other) => lines.some(({ why }) => why === other)) ?? null;

export class OtherTills {
  readonly #changes: Emits<'status'>;
  /** Of the newest business day that was reconciled. */
  #date = '';
  #met: OtherTill | null = null;

  constructor(
    journal: Pick<ActivityJournal, 'lastRecord'> & Pick<DayJournal, 'reconciliation'>,
    changes: Emits<'status'>,
  ) {
    this.#changes = changes;
    const newest = journal.lastRecord('day-closed')?.record.report.compared.at(-1)?.date;
    const last = newest === undefined ? undefined : journal.reconciliation(newest);
    if (last) this.#take(last.record);
  }

  /** Met on the newest business day that was reconciled. */
  get met(): OtherTill | null {
    return this.#met;
  }

  /** A business day was reconciled, or could not be. */
  reconciled(reconciliation: Reconciliation): void {
    const before = this.#met;
    this.#take(reconciliation);
    if (this.#met !== before) this.#changes.emit('status');
  }

  #take(reconciliation: Reconciliation): void {
    const { date, result } = reconciliation;
    if (result === 'not-reconciled' || date < this.#date) return;
    this.#date = date;
    this.#met = otherTillIn(reconciliation);
  }
}
