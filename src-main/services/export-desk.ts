/** Exports that may take a while: one at a time, watched, and given up when the person who asked for one says so. */
import type { Exported, Exporter, ExportProgress, ExportSpan, ExportTrouble } from './export-ports.ts';
import type { Log } from './ports.ts';

export type ExportStatus =
  | { readonly state: 'idle' }
  | ({ readonly state: 'running' } & ExportProgress)
  | { readonly state: 'written'; readonly fileName: string; readonly rows: number | null }
  | { readonly state: 'cancelled' }
  | { readonly state: 'failed'; readonly why: Exclude<ExportTrouble, 'cancelled'> | 'unexpected' };

export interface ExportDeskPorts {
  readonly exporter: Pick<Exporter, 'exportPayments' | 'exportZ' | 'exportZPdf'>;
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
  #last: Promise<void> = Promise.resolve();

  constructor(ports: ExportDeskPorts) {
    this.#ports = ports;
  }

  get status(): ExportStatus {
    return this.#status;
  }

  /** Begins to write a span; false while another export runs. */
  start(span: ExportSpan): boolean {
    if (this.#status.state === 'running') return false;
    this.#givingUp = new AbortController();
    const { signal } = this.#givingUp;
    this.#last = this.#run(() => this.#write(span, signal));
    return true;
  }

  /** Gives up what `start` began; does nothing when it is over. */
  cancel(): void {
    this.#givingUp.abort();
  }

  /** Writes what a closed day sold, and its Z, after whatever runs just now; nobody has to ask and nobody can cancel it. */
  dayClosed(spans: readonly ExportSpan[], z: number, folder: string): void {
    const { exporter } = this.#ports;
    const write = async (): Promise<Exported> => {
      const written: Exported[] = [];
      for (const span of spans) {
        const day = await this.#write(span, new AbortController().signal);
        if (!day.written) return day;
        written.push(day);
      }
      const report = await exporter.exportZ(z, folder);
      if (!report.written) return report;
      const pdf = await this.exportZPdf(z, folder);
      return pdf.written ? (written.at(-1) ?? pdf) : pdf;
    };
    this.#last = this.#last.then(() => this.#run(write));
  }

  /** Writes a Z as PDF into a folder; '' for the till's own. Rejects where the page does not come about. */
  async exportZPdf(number: number, folder: string): Promise<Exported> {
    const { exporter, pdfOfZ } = this.#ports;
    const pdf = await pdfOfZ(number);
    if (!pdf) throw new Error(`Z ${number} could not be set as PDF.`);
    return exporter.exportZPdf(number, pdf, folder);
  }

  /** Gives up what a person asked for and waits for the rest. */
  async stop(): Promise<void> {
    this.cancel();
    await this.#last;
  }

  #write(span: ExportSpan, signal: AbortSignal): Promise<Exported> {
    const onProgress = (progress: ExportProgress): void => this.#show({ state: 'running', ...progress });
    return this.#ports.exporter.exportPayments(span, { signal, onProgress });
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
