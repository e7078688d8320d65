import type { ExportView } from '#contract';
import { text } from '#contract';

/** Which file was saved, and how many rows it has, for files that have rows. */
export const writtenWords = ({ fileName, rows }: ExportView): string =>
  rows === null ? text('export.written.whole', { fileName }) : text('export.written', { fileName, rows });
