/** Prints an X or a Z, and renders a Z as PDF. */
import type { Recorded } from '#domain/journal/activity-record.ts';
import type { Report } from '#domain/day/report.ts';
import type { Printer } from '#domain/print/printer.ts';
import type { ReceiptSettings } from '#domain/shop/settings/settings.ts';
import type { Slip } from '#domain/print/slip.ts';
import { zNumbered } from '#services/day/rows-unreadable.ts';
import type { DayJournal, ActivityJournal } from '#services/journal-ports.ts';
import type { SlipPage } from './print-ports.ts';
import type { PrintQueue, Unprinted } from './print-queue.ts';

export interface ReportDeskPorts {
  readonly queue: PrintQueue;
  readonly settings: ReceiptSettings;
  readonly journal: Pick<DayJournal, 'closedDay'> & Pick<ActivityJournal, 'records'>;
  readonly pdf: SlipPage['pdf'];
  readonly readReport: () => Promise<Report>;
  readonly describeX: (report: Report) => Slip;
  /** `copy` is 1 for the first; every further one is marked as a duplicate. */
  readonly describeZ: (z: Recorded<'day-closed'>, copy: number) => Slip;
}

export class ReportDesk {
  readonly #ports: ReportDeskPorts;

  constructor(ports: ReportDeskPorts) {
    this.#ports = ports;
  }

  /** Prints the X as of now. It is not a document, so nothing is recorded. Never rejects. */
  async printX(): Promise<Unprinted | undefined> {
    const { queue, readReport, describeX } = this.#ports;
    return this.#onPaper(async (printer, signal) => {
      const slip = describeX(await readReport());
      return queue.send({ slip, printer, onReached: () => signal.throwIfAborted(), signal });
    });
  }

  /** Prints a Z, or one more copy of it, which is recorded. Rejects with RowsUnreadable, and with nothing else. */
  async printZ(number: number): Promise<Unprinted | undefined> {
    const { queue, journal, describeZ } = this.#ports;
    const z = zNumbered(journal, number);
    return this.#onPaper(async (printer, signal) => {
      if (!z) return 'not-found';
      const copy = this.#printed(z) + 1;
      const onReached = (): void =>
        queue.record({ type: 'z-printed', number, copy, printer: printer.kind }, signal);
      return queue.send({ slip: describeZ(z, copy), printer, onReached, signal });
    });
  }

  /** The bytes of a Z as PDF; undefined if there is no such Z or it could not be rendered. */
  async pdfOfZ(number: number): Promise<Uint8Array | undefined> {
    const { queue, journal, pdf, describeZ } = this.#ports;
    let bytes: Uint8Array | undefined;
    await queue.bounded(async () => {
      const z = journal.closedDay(number);
      if (z) bytes = await pdf(describeZ(z, 1), 'a4');
      return undefined;
    });
    return bytes;
  }

  async #onPaper(
    job: (printer: Printer, signal: AbortSignal) => Promise<Unprinted | undefined>,
  ): Promise<Unprinted | undefined> {
    const { queue, settings } = this.#ports;
    const { printer: kind, address, width } = settings;
    if (kind === 'none') return 'no-printer';
    return queue.inTurn(async (signal) => job({ kind, address, width }, signal));
  }

  /**
   * How often a Z was, or may have been, printed in all runs of the program: a record that cannot be read may be about
   * this one.
   */
  #printed({ sequence, record }: Recorded<'day-closed'>): number {
    let unread = 0;
    const printed = this.#ports.journal.records(['z-printed'], sequence, () => (unread += 1));
    return printed.filter(({ record: { number } }) => number === record.number).length + unread;
  }
}
