/** What the activity records of some rows add to a report. */
import type { ReconciledDay } from '#domain/day/reconciliation.ts';
import { notReconciled } from '#domain/day/reconciliation.ts';
import type { Report } from '#domain/day/report.ts';
import type { LostTail, ShiftLine, SignOff } from '#domain/day/report-lines.ts';
import type { ActivityFigures } from '#domain/journal/records/record-kind.ts';
import type { ActivityRecord } from './activity-record.ts';
import { addToReport } from './activity-record.ts';

export class ActivityTally {
  readonly #signOffs = new Map<string, SignOff>();
  readonly #shifts = new Map<number, ShiftLine>();
  /** By business date. */
  readonly #reconciled = new Map<string, ReconciledDay>();
  readonly #lostTails: LostTail[] = [];
  #pinFailures = 0;
  #reprints = 0;
  readonly #figures: ActivityFigures = {
    pinFailed: () => void (this.#pinFailures += 1),
    reprinted: () => void (this.#reprints += 1),
    signedOff: (reference, signOff) => void this.#signOffs.set(reference, signOff),
    shift: (line) => void this.#shifts.set(line.number, line),
    reconciled: (day) => void this.#reconciled.set(day.date, day),
    tailLost: (tail) => void this.#lostTails.push(tail),
  };

  /** `at`: epoch ms. */
  add(record: ActivityRecord, at: number): void {
    addToReport(this.#figures, record, at);
  }

  signOffOf(reference: string): SignOff | null {
    return this.#signOffs.get(reference) ?? null;
  }

  /** The latest reconciliation of a business date. */
  reconciliationOf(date: string): ReconciledDay {
    return this.#reconciled.get(date) ?? notReconciled(date);
  }

  figures(): Pick<Report, 'shifts' | 'pinFailures' | 'reprints' | 'lostTails'> {
    return {
      shifts: [...this.#shifts.values()],
      pinFailures: this.#pinFailures,
      reprints: this.#reprints,
      ...(this.#lostTails.length > 0 ? { lostTails: [...this.#lostTails] } : {}),
    };
  }
}
