/** Real disks that cannot be written any more, each with its own till in another process. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { inFolder } from './in-folder.ts';
import type { DiskFault } from './rows.ts';

const run = promisify(execFile);
const till = fileURLToPath(new URL('./till-on-bad-disk.ts', import.meta.url));
const MOUNT = 'mount -t tmpfs -o size=4m disk "$1"';

/** Runs as root of a new namespace: no other process sees the disk, and it is gone with the process. */
const asNamespaceRoot = (script: string, ...given: readonly string[]) =>
  run('unshare', ['--map-root-user', '--mount', 'sh', '-c', script, 'sh', ...given]);

const mayMount = (folder: string): Promise<boolean> =>
  asNamespaceRoot(MOUNT, folder).then(
    () => true,
    () => false,
  );

const rowOf = ({ stdout }: { stdout: string }): DiskFault => JSON.parse(stdout) as DiskFault;

const inNamespace = (fault: 'full' | 'locked', name: string): Promise<DiskFault> =>
  inFolder(async (folder) => {
    if (!(await mayMount(folder)))
      return { fault: name, outcome: 'not tested: this user may not mount a small disk', ok: true };
    return rowOf(
      await asNamespaceRoot(`${MOUNT} && exec "$2" "$3" "$4" "$1"`, folder, process.execPath, till, fault),
    );
  });

/** A disk of four megabytes without a byte left. */
export const fullDisk = (): Promise<DiskFault> => inNamespace('full', 'disk full');

/** A journal whose files may no longer be written, in a folder that may. */
export const lockedFiles = (): Promise<DiskFault> => inNamespace('locked', 'files of the journal locked');

/** A disk on which no write succeeds any more. */
export const failingDisk = (): Promise<DiskFault> =>
  inFolder(async (folder) => rowOf(await run(process.execPath, [till, 'failing', folder])));
