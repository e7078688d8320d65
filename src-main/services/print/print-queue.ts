/** Prints one slip at a time, each within a time limit. Each copy is journaled before its first byte is sent. */
import { PACE } from '#domain/pace.ts';
import type { RecordOf } from '#domain/journal/activity-record.ts';
import type { PrinterKind } from '#domain/print/printer.ts';
import type { Person } from '#domain/staff/staff.ts';
import type { ActivityJournal } from '#services/journal-ports.ts';
import { Alarm } from '#services/alarm.ts';
import type { Clock, Log } from '#services/ports.ts';
import { Queue } from '#services/queue.ts';
import { unlessAborted } from '#services/unless-aborted.ts';
import type { PrinterFault, PrintJob, PrintSlip } from './print-ports.ts';

/** Why a slip was not printed; the payment is never affected. */
export type Unprinted = PrinterFault | 'not-found' | 'no-printer' | 'busy' | 'not-recorded';

type Job = (signal: AbortSignal) => Promise<Unprinted | undefined>;

type CopyRecord =
  | Omit<RecordOf<'receipt-printed'>, 'by'>
  | Omit<RecordOf<'receipt-saved'>, 'by'>
  | Omit<RecordOf<'z-printed'>, 'by'>;

export interface PrintQueuePorts {
  readonly journal: Pick<ActivityJournal, 'record'>;
  readonly printers: Readonly<Record<PrinterKind, PrintSlip>>;
  readonly clock: Clock;
  readonly log: Log;
  readonly signedIn: () => Person | null;
}

class NotRecorded extends Error {
  override readonly name = 'NotRecorded';
}

/** One slip prints and one more may wait. More would pile up behind a dead printer and come out days later. */
const MAX_IN_FLIGHT = 2;

export class PrintQueue {
  readonly #ports: PrintQueuePorts;
  readonly #closing = new AbortController();
  readonly #queue = new Queue();
  #printedAt: number | null = null;
  #failedAt: number | null = null;

  constructor(ports: PrintQueuePorts) {
    this.#ports = ports;
  }

  /** When this till last printed a slip, and last failed to, since it was opened; epoch ms. */
  get last(): { readonly printedAt: number | null; readonly failedAt: number | null } {
    return { printedAt: this.#printedAt, failedAt: this.#failedAt };
  }

  /** Runs a job after those before it; 'busy' if too many are waiting. Never rejects. */
  async inTurn(job: Job): Promise<Unprinted | undefined> {
    return this.#queue.size >= MAX_IN_FLIGHT ? 'busy' : this.#queue.add(() => this.bounded(job));
  }

  /** Runs a job that needs no printer at once, and stops waiting for it after PACE.printing. Never rejects. */
  async bounded(job: Job): Promise<Unprinted | undefined> {
    if (this.#closing.signal.aborted) return 'silent';
    const { clock, log } = this.#ports;
    const timeout = new AbortController();
    const signal = AbortSignal.any([timeout.signal, this.#closing.signal]);
    const alarm = new Alarm(clock);
    alarm.setIn(PACE.printing, () => timeout.abort());
    try {
      return await unlessAborted(signal, job(signal), 'silent');
    } catch (error) {
      log.error('a slip could not be printed', { error });
      return error instanceof NotRecorded ? 'not-recorded' : 'broke-off';
    } finally {
      alarm.cancel();
    }
  }

  async send(job: PrintJob): Promise<Unprinted | undefined> {
    const { printers, clock, log } = this.#ports;
    const printed = await printers[job.printer.kind](job);
    if (printed.printed) {
      this.#printedAt = clock.now();
      return undefined;
    }
    this.#failedAt = clock.now();
    log.warn('a printer did not print', {
      printer: job.printer.kind,
      why: printed.why,
      detail: printed.detail,
    });
    return printed.why;
  }

  /**
   * Call it before a copy's first byte. Throws if the copy was cancelled or cannot be journaled; then it is not
   * printed.
   */
  record(record: CopyRecord, signal: AbortSignal): void {
    signal.throwIfAborted();
    const { journal, clock, signedIn } = this.#ports;
    try {
      journal.record({ ...record, by: signedIn() }, clock.now());
    } catch (cause) {
      throw new NotRecorded('a copy could not be recorded', { cause });
    }
  }

  /** Cancels what is being printed and waits until nothing more is journaled. */
  async stop(): Promise<void> {
    this.#closing.abort();
    await this.#queue.settled();
  }
}
