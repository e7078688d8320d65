import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '#files/durable-file.ts';
import type { SaveFile } from '#services/print/print-ports.ts';

/** Saves PDF files in a folder, created with the first one; if a name is taken, a number is added. */
export const savePdfsIn =
  (folder: string): SaveFile =>
  (stem, bytes) => {
    const nameOf = (n: number): string => (n === 1 ? `${stem}.pdf` : `${stem}-${n}.pdf`);
    let n = 1;
    while (existsSync(join(folder, nameOf(n)))) n += 1;
    writeWhole(join(folder, nameOf(n)), bytes);
    return { fileName: nameOf(n) };
  };
