/** What a file lacks, or may still lack. */
import { fewOf } from '#domain/day/few.ts';
import type { ExportNotice, WrittenExport } from '#services/export/export-ports.ts';

/** Undefined if the file is the last word. */
export const noticeOf = (unread: ReadonlySet<string>, isProvisional = false): ExportNotice | undefined => {
  if (unread.size === 0) return isProvisional ? { why: 'provisional' } : undefined;
  const { named, more } = fewOf(unread);
  return { why: 'incomplete', unread: named, more, isProvisional };
};

/** What a file's name says of it. */
export const noticeInName = (notice: ExportNotice | undefined): readonly string[] => {
  if (notice?.why !== 'incomplete') return notice ? [notice.why] : [];
  return notice.isProvisional ? ['provisional', notice.why] : [notice.why];
};

export const withNotice = (file: WrittenExport, notice: ExportNotice | undefined): WrittenExport =>
  notice ? { ...file, notice } : file;
