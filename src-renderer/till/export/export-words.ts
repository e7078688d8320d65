import type { ExportView } from '#contract';
import { text } from '#contract';

/** Which file was saved and, for files with rows, how many rows it has. */
export const writtenWords = ({ fileName, rows }: ExportView): string =>
  rows === null ? text('export.written.whole', { fileName }) : text('export.written', { fileName, rows });
