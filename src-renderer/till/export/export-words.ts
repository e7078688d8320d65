import type { ExportView } from '#contract';
import { text } from '#contract';

/** Which file was written, and how many rows it has where it has any. */
export const writtenWords = ({ fileName, rows }: ExportView): string =>
  rows === null ? text('export.written.whole', { fileName }) : text('export.written', { fileName, rows });
