/** The files that are written by themselves for each closed day, if the settings say so. */
import type { Recorded } from '#domain/journal/activity-record.ts';
import type { ExportedKind } from '#domain/journal/records/record-types.ts';
import type { BusinessDays } from '#domain/shop/business-day.ts';
import type { ExportSettings } from '#domain/shop/settings/settings.ts';
import type { ActivityJournal, DayJournal } from '#services/journal-ports.ts';
import type { ExportDesk } from './export-desk.ts';
import { Z_FILES } from './export-desk.ts';

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
  zFiles = Z_FILES,
): void => {
  if (!exportAtClose) return;
  const spans = dates.map((date) => ({ ...businessDays.rangeOf(date), preset: null, folder }));
  exports.dayClosed(spans, record, folder, zFiles);
};

type ClosedDays = Pick<ActivityJournal, 'lastPlace' | 'records'> & Pick<DayJournal, 'closedDay'>;

/** Each file is recorded once it is on disk. Its name says of what date, or Z, it is: people export others, too. */
const missingOf = (
  journal: ClosedDays,
  { sequence, record: { number, date, report } }: Recorded<'day-closed'>,
): { readonly dates: readonly string[]; readonly zFiles: typeof Z_FILES } => {
  const written = journal.records(['exported'], sequence, () => undefined);
  const isMissing = (kind: ExportedKind, mark: string): boolean =>
    !written.some(({ record: { what, fileName } }) => what === kind && fileName.includes(mark));
  const dates = report.compared.length > 0 ? report.compared.map((compared) => compared.date) : [date];
  return {
    dates: dates.filter((each) => isMissing('payments', each)),
    zFiles: Z_FILES.filter((kind) => isMissing(kind, `-z-${number}-`)),
  };
};

/**
 * Writes the files of the last closed day that are missing, because the computer was switched off right after the
 * close, their folder was not there, or the Z could not be rendered. Those that are there already are not written twice.
 */
export const exportMissed = (
  ports: AtClosePorts & { readonly journal: ClosedDays },
  settings: ExportSettings,
): void => {
  if (!settings.exportAtClose) return;
  const { journal } = ports;
  const number = journal.lastPlace('day-closed')?.number ?? null;
  const z = number === null ? undefined : journal.closedDay(number);
  if (!z) return;
  const { dates, zFiles } = missingOf(journal, z);
  if (dates.length + zFiles.length > 0) exportClosedDay(ports, settings, z, dates, zFiles);
};
