import { existsSync, readFileSync } from 'node:fs';
import { posix, win32 } from 'node:path';

/** A packaged program, and where its files are. */
export interface Packaged {
  readonly platform: string;
  /** The program itself. */
  readonly program: string;
  /** The folder beside its archive. */
  readonly resources: string;
}

/** electron-builder puts a file with the package's type into every Linux package except the archive. */
const isDeb = (resources: string): boolean => {
  try {
    return readFileSync(posix.join(resources, 'package-type'), 'utf8').trim() === 'deb';
  } catch {
    return false;
  }
};

/**
 * How this program was installed; null if updates cannot replace it. On Windows only the installer puts an uninstaller
 * beside the program: it refuses where the MSI was used, and by then the till would have quit for it.
 */
export const installedBy = (
  { platform, program, resources }: Packaged,
  isThere: (file: string) => boolean = existsSync,
): 'deb' | 'exe' | null => {
  if (platform === 'win32')
    return isThere(win32.join(win32.dirname(program), 'uninstall.exe')) ? 'exe' : null;
  return platform === 'linux' && isDeb(resources) ? 'deb' : null;
};
