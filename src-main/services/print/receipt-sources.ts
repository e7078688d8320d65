/** What the journal has about receipts: the payment or refund of each, and every copy. */
import type { ReceiptSubject } from '#domain/print/receipt-facts.ts';
import type { RecordOf } from '#domain/journal/activity-record.ts';
import { refundedBy } from '#domain/refund/refund.ts';
import type { Environment } from '#domain/shop/environment.ts';
import type { Terminal } from '#domain/shop/terminal.ts';
import type { Journal, ReceiptJournal, RefundJournal } from '#services/journal-ports.ts';

export interface ReceiptSourcePorts {
  readonly journal: Pick<Journal, 'payment' | 'numberOf' | 'story'> & RefundJournal & ReceiptJournal;
  readonly environment: Environment;
  readonly terminal: Terminal;
}

/** A copy that is on paper, or may be. */
export type PrintedCopy = RecordOf<'receipt-printed'>;

export class ReceiptSources {
  readonly #ports: ReceiptSourcePorts;

  constructor(ports: ReceiptSourcePorts) {
    this.#ports = ports;
  }

  /** Undefined if no payment or refund here has this reference. */
  subjectOf(reference: string): ReceiptSubject | undefined {
    const { journal, environment, terminal } = this.#ports;
    const payment = journal.payment(reference);
    if (payment) {
      const refundedSoFar = refundedBy(journal.refundsOf(reference));
      const source = { ...this.#newestRow(reference), number: journal.numberOf(reference) ?? 0 };
      return { ...source, kind: 'payment', payment, refundedSoFar, environment, terminal: payment.terminal };
    }
    const refund = journal.refund(reference);
    if (!refund) return undefined;
    const number = journal.refundNumberOf(reference) ?? 0;
    const originalNumber = journal.numberOf(refund.paymentReference) ?? 0;
    const source = { ...this.#newestRow(reference), number, environment, terminal };
    return { ...source, kind: 'refund', refund, originalNumber };
  }

  /** Every time this receipt was, or may have been, printed on paper in all runs of the program. */
  copiesOf(reference: string): readonly PrintedCopy[] {
    return this.#ports.journal
      .receiptsOf(reference)
      .map(({ record }) => record)
      .filter(({ printer }) => printer !== 'pdf');
  }

  /** Reference of the payment that a refund belongs to; undefined if it is not a refund. */
  refundedPaymentOf(reference: string): string | undefined {
    return this.#ports.journal.paymentOfRefund(reference);
  }

  #newestRow(reference: string): { readonly at: number; readonly hash: string } {
    const { journal } = this.#ports;
    const row = (journal.payment(reference) ? journal.story(reference) : journal.refundStory(reference)).at(
      -1,
    );
    if (!row) throw new Error(`The journal has no row about ${reference}`);
    return { at: row.at, hash: row.hash };
  }
}
