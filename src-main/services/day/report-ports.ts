/** What reports and shifts need from the journal and the shop. Interfaces only. */
import type { BusinessDays } from '#domain/shop/business-day.ts';
import type {
  ActivityJournal,
  DayJournal,
  Journal,
  JournalBatches,
  RefundJournal,
} from '#services/journal-ports.ts';
import type { Clock } from '#services/ports.ts';

export type ReportJournal = Journal & RefundJournal & ActivityJournal & DayJournal & JournalBatches;

export interface ReportPorts {
  readonly journal: ReportJournal;
  readonly days: BusinessDays;
  readonly clock: Clock;
  /** Yields to everything else at the till. */
  readonly yieldNow: () => Promise<void>;
}
