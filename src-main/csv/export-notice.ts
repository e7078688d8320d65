/** What a file lacks, or may still lack. */
import type { ExportNotice, WrittenExport } from '#services/export/export-ports.ts';

/** The most references that people are shown. */
const MAX_NAMED = 10;

/** Undefined if the file is the last word. */
export const noticeOf = (unread: ReadonlySet<string>, isProvisional = false): ExportNotice | undefined => {
  if (unread.size === 0) return isProvisional ? { why: 'provisional' } : undefined;
  const more = Math.max(0, unread.size - MAX_NAMED);
  return { why: 'incomplete', unread: [...unread].slice(0, MAX_NAMED), more, isProvisional };
};

/** What a file's name says of it. */
export const noticeInName = (notice: ExportNotice | undefined): readonly string[] => {
  if (notice?.why !== 'incomplete') return notice ? [notice.why] : [];
  return notice.isProvisional ? ['provisional', notice.why] : [notice.why];
};

export const withNotice = (file: WrittenExport, notice: ExportNotice | undefined): WrittenExport =>
  notice ? { ...file, notice } : file;
