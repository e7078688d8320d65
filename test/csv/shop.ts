/** A shop whose journal a real worker exports. */
import { dirname, join } from 'node:path';
import { openExporter } from '#csv/exporter.ts';
import type { Environment } from '#domain/shop/environment.ts';
import type { Exported, ExportSpan, WrittenExport } from '#services/export/export-ports.ts';
import { workerFile } from '../sqlite/kit/journal-worker.ts';
import { newJournalFile, NOON, openForTest } from '../sqlite/kit/new-journal.ts';

const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export { workerFile };

export const span = (from: number, to: number, change: Partial<ExportSpan> = {}): ExportSpan => ({
  from,
  to,
  preset: null,
  folder: '',
  ...change,
});

/** The file that was written; the test fails when there is none. */
export const file = async (exported: Promise<Exported>): Promise<WrittenExport> => {
  const { written, ...result } = await exported;
  if (!written) throw new Error(JSON.stringify(result));
  return result as WrittenExport;
};

export const shop = (environment: Environment = 'live', cutOff = '00:00') => {
  const journalFile = newJournalFile();
  const folder = join(dirname(journalFile), 'exports');
  const journal = openForTest(journalFile);
  const written: string[] = [];
  const exporter = openExporter({
    workerFile,
    journalFile,
    folder,
    timeZone: 'Asia/Shanghai',
    cutOff,
    environment,
    onWritten: (_, path) => written.push(path),
  });
  // The 23rd of November in Shanghai; noon in UTC is eight in the evening there.
  const exportDay = () => file(exporter.exportPayments(span(NOON - 20 * HOUR, NOON + 4 * HOUR)));
  return { journalFile, folder, journal, exporter, exportDay, written };
};
