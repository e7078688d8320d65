import { join } from 'node:path';
import { writeWhole } from '#files/durable-file.ts';
import { zipOf } from '#files/zip.ts';
import type { SaveBundle } from '#services/support/support-ports.ts';

/** Saves support bundles in `<home>/support`. */
export const supportBundlesIn = (
  home: string,
): { readonly supportFolder: string; readonly saveBundle: SaveBundle } => {
  const supportFolder = join(home, 'support');
  return {
    supportFolder,
    saveBundle: (fileName, files, at) => writeWhole(join(supportFolder, fileName), zipOf(files, at)),
  };
};
