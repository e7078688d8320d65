/**
 * Every file that leaves the till, with a record of who has it. Those that may take a while go one at a time, watched,
 * and are given up when the person who asked for one says so.
 */
import type { ExportedKind } from '#domain/journal/activity-record.ts';
import type { ClosedDay } from '#domain/day/report.ts';
import type { Person } from '#domain/staff/staff.ts';
import type { ActivityJournal } from '#services/journal-ports.ts';
import type { Exported, Exporter, ExportProgress, ExportSpan, ExportTrouble } from './export-ports.ts';
import type { Clock, Log } from '#services/ports.ts';
import { Queue } from '#services/queue.ts';

export type ExportStatus =
  | { readonly state: 'idle' }
  | ({ readonly state: 'running' } & ExportProgress)
  | { readonly state: 'written'; readonly fileName: string; readonly rows: number | null }
  | { readonly state: 'cancelled' }
  | { readonly state: 'failed'; readonly why: Exclude<ExportTrouble, 'cancelled'> | 'unexpected' };

export interface ExportDeskPorts {
  readonly exporter: Exporter;
  readonly journal: Pick<ActivityJournal, 'record'>;
  readonly clock: Clock;
  /** The bytes of a Z as PDF; undefined where it does not come about. */
  readonly pdfOfZ: (number: number) => Promise<Uint8Array | undefined>;
  readonly log: Log;
  readonly onChange: (status: ExportStatus) => void;
}

const statusAfter = (exported: Exported): ExportStatus => {
  if (exported.written) return { state: 'written', fileName: exported.fileName, rows: exported.rows };
  return exported.why === 'cancelled' ? { state: 'cancelled' } : { state: 'failed', why: exported.why };
};

export class ExportDesk {
  readonly #ports: ExportDeskPorts;
  #status: ExportStatus = { state: 'idle' };
  #givingUp = new AbortController();
  readonly #queue = new Queue();

  constructor(ports: ExportDeskPorts) {
    this.#ports = ports;
  }

  get status(): ExportStatus {
    return this.#status;
  }

  get presets(): Exporter['presets'] {
    return this.#ports.exporter.presets;
  }

  /** Begins to write a span; false while another export runs. */
  start(span: ExportSpan, by: Person): boolean {
    if (this.#status.state === 'running') return false;
    this.#givingUp = new AbortController();
    const { signal } = this.#givingUp;
    const running = this.#run(() => this.#writeSpan(span, signal, by));
    void this.#queue.add(() => running);
    return true;
  }

  /** Gives up what `start` began; does nothing when it is over. */
  cancel(): void {
    this.#givingUp.abort();
  }

  /** Writes what a closed day sold, and its Z, after whatever runs just now; nobody has to ask and nobody can cancel it. */
  dayClosed(
    spans: readonly ExportSpan[],
    { number, by }: Pick<ClosedDay, 'number' | 'by'>,
    folder: string,
  ): void {
    const write = async (): Promise<Exported> => {
      const written: Exported[] = [];
      for (const span of spans) {
        const day = await this.#writeSpan(span, new AbortController().signal, by);
        if (!day.written) return day;
        written.push(day);
      }
      const report = await this.writeZ(number, folder, by);
      if (!report.written) return report;
      const pdf = await this.writeZPdf(number, folder, by);
      return pdf.written ? (written.at(-1) ?? pdf) : pdf;
    };
    void this.#queue.add(() => this.#run(write));
  }

  /** Writes a span so short that nobody needs to watch it. */
  async writePayments(span: ExportSpan, by: Person): Promise<Exported> {
    return this.#noted('payments', by, await this.#ports.exporter.exportPayments(span));
  }

  /** Writes a Z as CSV into a folder; '' for the till's own. */
  async writeZ(number: number, folder: string, by: Person): Promise<Exported> {
    return this.#noted('z', by, await this.#ports.exporter.exportZ(number, folder));
  }

  /** The same as PDF. Rejects where the page does not come about. */
  async writeZPdf(number: number, folder: string, by: Person): Promise<Exported> {
    const { exporter, pdfOfZ } = this.#ports;
    const pdf = await pdfOfZ(number);
    if (!pdf) throw new Error(`Z ${number} could not be set as PDF.`);
    return this.#noted('z-pdf', by, await exporter.exportZPdf(number, pdf, folder));
  }

  /** Writes who did what. */
  async writeAudit(by: Person): Promise<Exported> {
    return this.#noted('audit', by, await this.#ports.exporter.exportAudit());
  }

  /** Writes how a business date compared last; rejects where it never was. */
  async writeReconciliation(date: string, by: Person): Promise<Exported> {
    return this.#noted('reconciliation', by, await this.#ports.exporter.exportReconciliation(date));
  }

  /** Gives up what a person asked for and waits for the rest. */
  async stop(): Promise<void> {
    this.cancel();
    await this.#queue.settled();
  }

  async #writeSpan(span: ExportSpan, signal: AbortSignal, by: Person): Promise<Exported> {
    const onProgress = (progress: ExportProgress): void => this.#show({ state: 'running', ...progress });
    return this.#noted(
      'payments',
      by,
      await this.#ports.exporter.exportPayments(span, { signal, onProgress }),
    );
  }

  /** Nobody hears of a file before the books do. */
  #noted(what: ExportedKind, by: Person, exported: Exported): Exported {
    const { journal, clock } = this.#ports;
    if (exported.written)
      journal.record({ type: 'exported', by, what, fileName: exported.fileName }, clock.now());
    return exported;
  }

  async #run(write: () => Promise<Exported>): Promise<void> {
    this.#show({ state: 'running', done: 0, total: 0 });
    try {
      this.#show(statusAfter(await write()));
    } catch (error) {
      this.#ports.log.error('export failed', { error });
      this.#show({ state: 'failed', why: 'unexpected' });
    }
  }

  #show(status: ExportStatus): void {
    this.#status = status;
    this.#ports.onChange(status);
  }
}
