/**
 * Writes every file that leaves the till, and records who exported it. Long exports run one at a time and show their
 * progress. One that a person started can be cancelled.
 */
import type { ExportedKind } from '#domain/journal/records/record-types.ts';
import type { Mark } from '#domain/installation/mark.ts';
import type { ClosedDay } from '#domain/day/report.ts';
import type { Overview } from '#domain/takings/overview.ts';
import type { Person } from '#domain/staff/staff.ts';
import type { Emits } from '#services/changes.ts';
import type { ActivityJournal } from '#services/journal-ports.ts';
import type { Exported, Exporter, ExportProgress, ExportSpan } from './export-ports.ts';
import type { ExportStatus } from './export-status.ts';
import { statusAfter } from './export-status.ts';
import type { Clock, Log } from '#services/ports.ts';
import { Queue } from '#services/queue.ts';

export interface ExportDeskPorts {
  readonly exporter: Exporter;
  readonly journal: Pick<ActivityJournal, 'record'>;
  readonly installation: Pick<Mark, 'identity'>;
  readonly clock: Clock;
  /** A Z as PDF; undefined if it could not be rendered. */
  readonly pdfOfZ: (number: number) => Promise<Uint8Array | undefined>;
  readonly log: Log;
  readonly changes: Emits<'export'>;
}

type Written = Exported & { readonly written: true };

/** Of several files the one that people must hear about. */
const mostImportant = (files: readonly Written[]): Written | undefined =>
  files.find(({ notice }) => notice?.why === 'incomplete') ??
  files.find(({ notice }) => notice) ??
  files.at(-1);

/** The files of a Z, in the order in which they are written. */
export const Z_FILES: readonly ('z' | 'z-pdf')[] = ['z', 'z-pdf'];

export class ExportDesk {
  readonly #ports: ExportDeskPorts;
  #status: ExportStatus = { state: 'idle' };
  #cancelling = new AbortController();
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

  /** Starts the export of a span; false while another export runs. */
  start(span: ExportSpan, by: Person): boolean {
    if (this.#status.state === 'running') return false;
    this.#cancelling = new AbortController();
    const { signal } = this.#cancelling;
    const running = this.#run(() => this.#writeSpan(span, signal, by));
    void this.#queue.add(() => running);
    return true;
  }

  /** Cancels what `start` began; does nothing once that is over. */
  cancel(): void {
    this.#cancelling.abort();
  }

  /** Exports the payments of a closed day and then its Z, after any running export. It cannot be cancelled. */
  dayClosed(
    spans: readonly ExportSpan[],
    { number, by }: Pick<ClosedDay, 'number' | 'by'>,
    folder: string,
    zFiles = Z_FILES,
  ): void {
    const ofZ = {
      z: () => this.writeZ(number, folder, by),
      'z-pdf': () => this.writeZPdf(number, folder, by),
    };
    const write = async (): Promise<Exported> => {
      const written: Written[] = [];
      for (const span of spans) {
        const day = await this.#writeSpan(span, new AbortController().signal, by);
        if (!day.written) return day;
        written.push(day);
      }
      let shown = mostImportant(written);
      for (const file of zFiles) {
        const report = await ofZ[file]();
        if (!report.written) return report;
        shown ??= report;
      }
      if (!shown) throw new Error(`No file of Z ${number} is missing`);
      return shown;
    };
    void this.#queue.add(() => this.#run(write));
  }

  /** Exports a span that is too short to need progress or cancelling. */
  async writePayments(span: ExportSpan, by: Person): Promise<Exported> {
    return this.#recorded('payments', by, await this.#ports.exporter.exportPayments(span));
  }

  /** Exports a Z as CSV to a folder; '' for the till's own. */
  async writeZ(number: number, folder: string, by: Person): Promise<Exported> {
    return this.#recorded('z', by, await this.#ports.exporter.exportZ(number, folder));
  }

  /** Exports a Z as PDF. Rejects if it cannot be rendered. */
  async writeZPdf(number: number, folder: string, by: Person): Promise<Exported> {
    const { exporter, pdfOfZ } = this.#ports;
    const pdf = await pdfOfZ(number);
    if (!pdf) throw new Error(`Z ${number} could not be rendered as PDF.`);
    return this.#recorded('z-pdf', by, await exporter.exportZPdf(number, pdf, folder));
  }

  /** Exports what a person sees of the takings to a folder; '' for the till's own. */
  async writeOverview(overview: Overview, folder: string, by: Person): Promise<Exported> {
    return this.#recorded('overview', by, await this.#ports.exporter.exportOverview(overview, folder));
  }

  /** Exports the audit log. */
  async writeAudit(by: Person): Promise<Exported> {
    return this.#recorded('audit', by, await this.#ports.exporter.exportAudit());
  }

  /** Exports the latest reconciliation of a business date; rejects if there is none. */
  async writeReconciliation(date: string, by: Person): Promise<Exported> {
    return this.#recorded('reconciliation', by, await this.#ports.exporter.exportReconciliation(date));
  }

  /** Cancels the export that a person started, and waits for the others. */
  async stop(): Promise<void> {
    this.cancel();
    await this.#queue.settled();
  }

  async #writeSpan(span: ExportSpan, signal: AbortSignal, by: Person): Promise<Exported> {
    const onProgress = (progress: ExportProgress): void => this.#show({ state: 'running', ...progress });
    return this.#recorded(
      'payments',
      by,
      await this.#ports.exporter.exportPayments(span, { signal, onProgress }),
    );
  }

  /** Records the file before its name is returned. */
  #recorded(what: ExportedKind, by: Person, exported: Exported): Exported {
    const { journal, clock, installation } = this.#ports;
    const from = { installation: installation.identity };
    if (exported.written)
      journal.record({ type: 'exported', by, what, fileName: exported.fileName, ...from }, clock.now());
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
    this.#ports.changes.emit('export', status);
  }
}
