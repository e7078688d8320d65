import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '#files/durable-file.ts';
import { zipOf } from '#files/zip.ts';
import type { LastBundle, SaveBundle } from '#services/support/support-ports.ts';

/** The time in a bundle's name, which orders them. */
const STAMP = /\d{8}T\d{6}Z(?=\.zip$)/;

const newestIn = (folder: string): string | null => {
  const stampOf = (name: string): string => STAMP.exec(name)?.[0] ?? '';
  try {
    const bundles = readdirSync(folder).filter((name) => stampOf(name) !== '');
    return bundles.toSorted((one, other) => (stampOf(one) < stampOf(other) ? 1 : -1))[0] ?? null;
  } catch {
    return null;
  }
};

/** Saves support bundles in `<home>/support`. */
export const supportBundlesIn = (
  home: string,
): { readonly supportFolder: string; readonly saveBundle: SaveBundle; readonly lastBundle: LastBundle } => {
  const supportFolder = join(home, 'support');
  return {
    supportFolder,
    saveBundle: (fileName, files, at) => writeWhole(join(supportFolder, fileName), zipOf(files, at)),
    lastBundle: () => newestIn(supportFolder),
  };
};
