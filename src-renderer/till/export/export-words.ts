import type { ExportNotice, ExportView } from '#contract';
import { listWords, text } from '#contract';

/** Which file was saved and, for files with rows, how many rows it has. */
export const writtenWords = ({ fileName, rows }: ExportView): string =>
  rows === null ? text('export.written.whole', { fileName }) : text('export.written', { fileName, rows });

/** Why a file is not the last word, and what to do; a sentence or two for each reason. */
export const noticeWords = (notice: ExportNotice): readonly string[] => {
  const provisional = text('export.notice.provisional');
  if (notice.why === 'provisional') return [provisional];
  const { unread, more, isProvisional } = notice;
  const incomplete = text('export.notice.incomplete', { references: listWords(unread), more });
  return isProvisional ? [incomplete, provisional] : [incomplete];
};
