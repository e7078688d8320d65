/** Remembers whether the gateway's list has shown another till under our TerminalID, or a copy of our journal. */
import type { ForeignPayment } from '#domain/installation/payment-ownership.ts';
import type { Reconciliation } from '#domain/day/reconciliation.ts';
import type { RecordOf } from '#domain/journal/activity-record.ts';
import { isUnreadable } from '#domain/stored/unreadable.ts';
import type { Emits } from '#services/changes.ts';
import type { ActivityJournal, DayJournal } from '#services/journal-ports.ts';

/** An earlier installation no longer sells, so it needs no warning. */
export type OtherTill = Exclude<ForeignPayment, 'earlier-installation'>;

/** The graver first: giving this till its own TerminalID helps only against another till. */
const GRAVER_FIRST: readonly OtherTill[] = ['journal-copy', 'another-till'];

const otherTillIn = ({ lines }: Pick<Reconciliation, 'lines'>): OtherTill | null =>
  GRAVER_FIRST.find((other) => lines.some(({ why }) => why === other)) ?? null;

/** A Z that cannot be read only means no warning until the next reconciliation; a till must open without it, too. */
const lastZ = (journal: Pick<ActivityJournal, 'lastRecord'>): RecordOf<'day-closed'> | undefined => {
  try {
    return journal.lastRecord('day-closed')?.record;
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    return undefined;
  }
};

export class OtherTills {
  readonly #changes: Emits<'status'>;
  /** The newest business date that was reconciled. */
  #date = '';
  #met: OtherTill | null = null;

  constructor(
    journal: Pick<ActivityJournal, 'lastRecord'> & Pick<DayJournal, 'reconciliation'>,
    changes: Emits<'status'>,
  ) {
    this.#changes = changes;
    const newest = lastZ(journal)?.report.compared.at(-1)?.date;
    const last = newest === undefined ? undefined : journal.reconciliation(newest);
    if (last) this.#take(last.record);
  }

  /** What was found on the newest business day that was reconciled. */
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
