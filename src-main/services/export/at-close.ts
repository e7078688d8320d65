/** The files that are written by themselves for each closed day, if the settings say so. */
import type { Recorded } from '#domain/journal/activity-record.ts';
import type { ExportedKind } from '#domain/journal/records/record-types.ts';
import type { BusinessDays } from '#domain/shop/business-day.ts';
import type { ExportSettings } from '#domain/shop/settings/settings.ts';
import type { ActivityJournal, DayJournal } from '#services/journal-ports.ts';
import type { ExportDesk } from './export-desk.ts';

export interface AtClosePorts {
  readonly exports: Pick<ExportDesk, 'dayClosed'>;
  readonly businessDays: Pick<BusinessDays, 'rangeOf'>;
}

/** A day was closed; `dates` are the business dates it sold on. */
export const exportClosedDay = (
  { exports, businessDays }: AtClosePorts,
  { exportAtClose, exportFolder: folder }: ExportSettings,
  { record }: Pick<Recorded<'day-closed'>, 'record'>,
  dates: readonly string[],
): void => {
  if (!exportAtClose) return;
  const spans = dates.map((date) => ({ ...businessDays.rangeOf(date), preset: null, folder }));
  exports.dayClosed(spans, record, folder);
};

/** Written in this order, and each recorded once it is on disk. */
const FILES: readonly ExportedKind[] = ['payments', 'z', 'z-pdf'];

type ClosedDays = Pick<ActivityJournal, 'lastPlace' | 'records'> & Pick<DayJournal, 'closedDay'>;

const areAllWritten = (journal: ClosedDays, { sequence }: Recorded<'day-closed'>): boolean => {
  const written = new Set(
    journal.records(['exported'], sequence, () => undefined).map(({ record }) => record.what),
  );
  return FILES.every((what) => written.has(what));
};

/**
 * Writes the files of the last closed day if some are missing, because the computer was switched off right after the
 * close, or their folder was not there. Those that are there already are not written twice.
 */
export const exportMissed = (
  ports: AtClosePorts & { readonly journal: ClosedDays },
  settings: ExportSettings,
): void => {
  if (!settings.exportAtClose) return;
  const { journal } = ports;
  const number = journal.lastPlace('day-closed')?.number ?? null;
  const z = number === null ? undefined : journal.closedDay(number);
  if (!z || areAllWritten(journal, z)) return;
  const { compared } = z.record.report;
  exportClosedDay(
    ports,
    settings,
    z,
    compared.length > 0 ? compared.map(({ date }) => date) : [z.record.date],
  );
};
