import type { Overview } from '#domain/takings/overview.ts';
import { timeZone } from '#domain/time-zone.ts';
import type { WrittenExport } from '#services/export/export-ports.ts';
import { inBatches } from '#csv/formats/batches.ts';
import { writeCsv } from '#csv/formats/write-csv.ts';
import type { ExportTarget } from './export-file.ts';
import { exportName, writeExportFile } from './export-file.ts';
import type { Figure } from './z-figures.ts';
import { zColumns } from './z-figures.ts';

export interface OverviewExport extends ExportTarget {
  readonly overview: Overview;
}

const WEEKDAY_NAMES = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** The overview as a list of figures: exactly what the screen shows, nothing recalculated. */
export const overviewFigures = (overview: Overview): readonly Figure[] => {
  const { currency, from, to, beforeFrom, paid, paidCount, refunded, refundedCount, net, beforeNet } =
    overview;
  const parts = (section: string, name: string, part: { readonly net: number; readonly before: number }) => [
    { section, name, what: 'net', sum: part.net, currency },
    { section, name, what: 'before', sum: part.before, currency },
  ];
  return [
    { section: 'range', name: 'from', text: from },
    { section: 'range', name: 'to', text: to },
    { section: 'range', name: 'before_from', text: beforeFrom },
    { section: 'net', name: 'net', sum: net, currency },
    ...overview.otherNets.map(({ amount, ...other }) => ({
      section: 'net',
      name: 'net',
      sum: amount,
      ...other,
    })),
    { section: 'payments', name: 'paid', count: paidCount, sum: paid, currency },
    { section: 'refunds', name: 'refunded', count: refundedCount, sum: refunded, currency },
    { section: 'net', name: 'before', sum: beforeNet, currency },
    ...overview.days.flatMap((day) => parts('days', day.date, day)),
    ...overview.hours.flatMap((part) => parts('hours', String(part.hour), part)),
    ...overview.weekdays.flatMap((weekday, index) => [
      { section: 'weekdays', name: WEEKDAY_NAMES[index] ?? '', what: 'net', sum: weekday.net, currency },
      ...weekday.hours.flatMap((sum, hour) =>
        sum === 0
          ? []
          : [
              {
                section: 'weekday_hours',
                name: WEEKDAY_NAMES[index] ?? '',
                what: String(hour),
                sum,
                currency,
              },
            ],
      ),
    ]),
    ...overview.cashiers.map(({ name, count, net: sum }) => ({
      section: 'cashiers',
      name: name ?? '',
      count,
      sum,
      currency,
    })),
    ...Object.entries(overview.ends).map(([name, count]) => ({ section: 'ended', name, count })),
    ...overview.waits.map((count, step) => ({ section: 'code_to_paid', name: String(step * 10), count })),
  ];
};

/** Writes it as CSV, one row per figure, with its checksum. Rejects with a file system error. */
export const exportOverview = async (job: OverviewExport): Promise<WrittenExport> => {
  const { environment, overview } = job;
  const figures = overviewFigures(overview);
  const name = exportName(environment, ['overview', overview.from, overview.to]);
  const file = await writeExportFile(job, name, async (out) => {
    await writeCsv(zColumns(environment), inBatches(figures), timeZone(job.timeZone), out);
  });
  return { ...file, rows: figures.length };
};
