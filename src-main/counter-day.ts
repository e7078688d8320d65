/** The shifts and business days of a counter, put together. */
import type { BusinessDays, DayRule } from '#domain/business-day.ts';
import { businessDays } from '#domain/business-day.ts';
import type { Report } from '#domain/report.ts';
import { trainingManager } from '#domain/staff.ts';
import { DayDesk } from '#services/close-day.ts';
import type { Clock, DayBook, Log, SigningKey } from '#services/ports.ts';
import type { ReportBooks } from '#services/report.ts';
import { readReport } from '#services/report.ts';
import { Shifts } from '#services/run-shift.ts';
import type { SaleTerms } from '#services/take-payment.ts';
import { breathe } from '#sqlite/background.ts';

export interface CounterDay {
  readonly days: BusinessDays;
  readonly shifts: Shifts;
  readonly desk: DayDesk;
  readonly book: DayBook;
  /** The X. */
  readonly report: () => Promise<Report>;
  /** In training and on the bench a shift is open from the start and after a Z, so that selling can be practised at once. */
  readonly openPracticeShift: () => void;
}

export interface CounterDayPorts {
  readonly books: ReportBooks;
  readonly clock: Clock;
  readonly log: Log;
  readonly terms: SaleTerms;
  readonly rule: DayRule;
  readonly key: SigningKey;
}

export const openDay = ({ books, clock, log, terms, rule, key }: CounterDayPorts): CounterDay => {
  const days = businessDays(rule);
  const ports = { books, days, clock, breathe };
  const shifts = new Shifts(ports);
  const practice = terms.environment === 'training' || terms.environment === 'bench';
  const openPracticeShift = (): void => {
    if (!practice) return;
    try {
      shifts.open(trainingManager);
    } catch (error) {
      // A disk that takes nothing just now keeps nobody from starting; charging says what is wrong.
      log.error('the practice shift could not be opened', { error });
    }
  };
  openPracticeShift();
  return {
    days,
    shifts,
    desk: new DayDesk({ ...ports, shifts, terminal: terms.terminal, key }),
    book: books,
    report: async () => readReport(ports),
    openPracticeShift,
  };
};
