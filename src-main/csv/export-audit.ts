import type { AuditEntry } from '#domain/journal/audit.ts';
import { auditFacts } from '#domain/journal/audit.ts';
import type { Person } from '#domain/staff/staff.ts';
import type { WrittenExport } from '#services/export/export-ports.ts';
import { lastAuditTime, readAudit } from '#sqlite/tables/audit-table.ts';
import { openReadOnly } from '#sqlite/file/database.ts';
import { exportName, writeExportFile } from './export-file.ts';
import type { ExportTarget } from './export-file.ts';
import { timeZone } from '#domain/time-zone.ts';
import type { Column } from '#domain/export/column.ts';
import { plainColumn, textColumn, timeColumns } from '#domain/export/column.ts';
import { inBatches } from '#csv/formats/batches.ts';
import { writeCsv } from '#csv/formats/write-csv.ts';

const plain = plainColumn<AuditEntry>;
const text = textColumn<AuditEntry>;

const person = (
  prefix: string,
  read: (entry: AuditEntry) => Person | null,
): readonly Column<AuditEntry>[] => [
  text(`${prefix}id`, (entry) => read(entry)?.id ?? ''),
  text(`${prefix}name`, (entry) => read(entry)?.name ?? ''),
  plain(`${prefix}role`, (entry) => read(entry)?.role ?? ''),
];

/** docs/csv.md explains each column; add new ones at the end, never rename, move or drop one. */
const columns: readonly Column<AuditEntry>[] = [
  plain('journal_sequence', ({ sequence }) => String(sequence)),
  ...timeColumns<AuditEntry>('at', ({ at }) => at),
  plain('kind', ({ event }) => event.type),
  ...person('by_', (entry) => auditFacts(entry).by),
  ...person('about_', (entry) => auditFacts(entry).about),
  text('payment', (entry) => auditFacts(entry).payment),
  text('detail', (entry) => auditFacts(entry).detail),
  plain('journal_hash', ({ hash }) => hash),
];

/**
 * Writes the whole audit log as CSV, oldest first, with its checksum; the till may write to the journal meanwhile.
 * Rejects with JournalRefused or a file system error.
 */
export const exportAudit = async (job: ExportTarget): Promise<WrittenExport> => {
  const zone = timeZone(job.timeZone);
  const { db, close } = openReadOnly(job.journalFile);
  try {
    db.exec('BEGIN');
    const last = lastAuditTime(db);
    const name = exportName(job.environment, ['audit', last === undefined ? '' : zone.day(last)]);
    let rows = 0;
    const file = await writeExportFile(job, name, async (out) => {
      rows = await writeCsv(columns, inBatches(readAudit(db)), zone, out);
    });
    return { ...file, rows };
  } finally {
    close();
  }
};
