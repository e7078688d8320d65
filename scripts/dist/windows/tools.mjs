// @ts-check
import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installed } from '../../command/project.mjs';

/**
 * Lays out Debian's tools where electron-builder expects its own, which it would otherwise download.
 * @param {string} folder an empty one
 * @param {string} elevate the compiled helper
 * @returns {Record<string, string>} the environment that points electron-builder there
 */
export function layOutTools(folder, elevate) {
  mkdirSync(folder, { recursive: true });
  // The script signs the uninstaller with the project's Node.
  const wrapper = `#!/bin/sh\nPATH='${installed('.bin')}':"$PATH" exec /usr/bin/makensis "$@"\n`;
  writeFileSync(join(folder, 'makensis'), wrapper, { mode: 0o755 });
  symlinkSync('/usr/share/nsis/Plugins', join(folder, 'plugins'));
  copyFileSync(elevate, join(folder, 'elevate.exe'));
  return {
    ELECTRON_BUILDER_NSIS_DIR: folder,
    ELECTRON_BUILDER_NSIS_RESOURCES_DIR: folder,
    ELECTRON_BUILDER_7ZIP_PATH: '/usr/bin/7za',
  };
}
