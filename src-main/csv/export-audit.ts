import type { AuditRow } from '#domain/journal/audit.ts';
import { auditFacts, auditKind } from '#domain/journal/audit.ts';
import type { Person } from '#domain/staff/staff.ts';
import type { WrittenExport } from '#services/export/export-ports.ts';
import { lastAuditTime, readAudit } from '#sqlite/tables/audit-table.ts';
import { openReadOnly } from '#sqlite/file/database.ts';
import { exportName, writeExportFile } from './export-file.ts';
import type { ExportTarget } from './export-file.ts';
import { noticeInName, noticeOf, withNotice } from './export-notice.ts';
import { timeZone } from '#domain/time-zone.ts';
import type { Column } from '#domain/export/column.ts';
import { plainColumn, textColumn, timeColumns } from '#domain/export/column.ts';
import { inBatches } from '#csv/formats/batches.ts';
import { writeCsv } from '#csv/formats/write-csv.ts';

const plain = plainColumn<AuditRow>;
const text = textColumn<AuditRow>;

const person = (prefix: string, read: (entry: AuditRow) => Person | null): readonly Column<AuditRow>[] => [
  text(`${prefix}id`, (entry) => read(entry)?.id ?? ''),
  text(`${prefix}name`, (entry) => read(entry)?.name ?? ''),
  plain(`${prefix}role`, (entry) => read(entry)?.role ?? ''),
];

/** docs/csv.md explains each column; add new ones at the end, never rename, move or drop one. */
const columns: readonly Column<AuditRow>[] = [
  plain('journal_sequence', ({ sequence }) => String(sequence)),
  ...timeColumns<AuditRow>('at', ({ at }) => at),
  plain('kind', auditKind),
  ...person('by_', (entry) => auditFacts(entry).by),
  ...person('about_', (entry) => auditFacts(entry).about),
  text('payment', (entry) => auditFacts(entry).payment),
  text('detail', (entry) => auditFacts(entry).detail),
  plain('journal_hash', ({ hash }) => hash),
];

/** The rows, noting those that cannot be read. */
function* noting(rows: Iterable<AuditRow>, unread: Set<string>): Generator<AuditRow, void> {
  for (const row of rows) {
    if ('unread' in row) unread.add(String(row.sequence));
    yield row;
  }
}

/**
 * Writes the whole audit log as CSV, oldest first, with its checksum; the till may write to the journal meanwhile. An
 * entry that cannot be read has a line that says so, and the file is incomplete. Rejects with JournalRefused or a file
 * system error.
 */
export const exportAudit = async (job: ExportTarget): Promise<WrittenExport> => {
  const zone = timeZone(job.timeZone);
  const { db, close } = openReadOnly(job.journalFile);
  try {
    db.exec('BEGIN');
    const last = lastAuditTime(db);
    const date = last === undefined ? '' : zone.day(last);
    const unread = new Set<string>();
    const named = (): string =>
      exportName(job.environment, ['audit', date, ...noticeInName(noticeOf(unread))]);
    let rows = 0;
    const file = await writeExportFile(job, named, async (out) => {
      rows = await writeCsv(columns, inBatches(noting(readAudit(db), unread)), zone, out);
    });
    return withNotice({ ...file, rows }, noticeOf(unread));
  } finally {
    close();
  }
};
