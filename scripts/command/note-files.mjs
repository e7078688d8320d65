// @ts-check
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {import('vite').Plugin} Plugin */

/**
 * Notes which files a build has written, for `removeStale`.
 * @param {string} out the folder of all builds
 * @param {string} folder that of this one, in `out`
 * @param {string} build its name
 * @returns {Plugin}
 */
export const noteFiles = (out, folder, build) => ({
  name: 'note-files',
  writeBundle: (_options, bundle) => {
    const files = Object.values(bundle).map((one) => {
      const content = one.type === 'chunk' ? one.code : one.source;
      return [one.fileName, createHash('sha256').update(content).digest('hex')];
    });
    mkdirSync(join(out, 'files'), { recursive: true });
    const noted = { folder, files: Object.fromEntries(files) };
    writeFileSync(join(out, 'files', `${build}.json`), JSON.stringify(noted));
  },
});
