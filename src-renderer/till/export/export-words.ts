import type { ExportNotice, ExportView } from '#contract';
import { text } from '#contract';

/** Which file was saved and, for files with rows, how many rows it has. */
export const writtenWords = ({ fileName, rows }: ExportView): string =>
  rows === null ? text('export.written.whole', { fileName }) : text('export.written', { fileName, rows });

/** Why a file is not the last word, and what to do. */
export const noticeWords = (notice: ExportNotice): string =>
  notice.why === 'provisional'
    ? text('export.notice.provisional')
    : text('export.notice.incomplete', { references: notice.unread.join(', ') });
