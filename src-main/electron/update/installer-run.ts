/**
 * Runs installers. On Debian electron-updater does, which knows how each desktop grants administrator rights. It gets a
 * checked file and no network, because it does not verify feeds strictly enough for a till. On Windows the helper
 * beside the archive does, which asks the person at the computer first and reports their answer; electron-updater would
 * quit the till before they have answered.
 */
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AppAdapter } from 'electron-updater/out/AppAdapter.js';
import { DebUpdater } from 'electron-updater/out/DebUpdater.js';
import { DownloadedUpdateHelper } from 'electron-updater/out/DownloadedUpdateHelper.js';
import type { SignedOffer } from '#domain/update/offer.ts';
import type { Log } from '#services/ports.ts';
import { installerPath } from './installers.ts';

export interface InstallerRunPorts {
  readonly kind: 'deb' | 'exe';
  /** `<home>/updates` */
  readonly folder: string;
  /** The folder beside this program's archive. */
  readonly resources: string;
  readonly program: {
    readonly name: string;
    readonly version: string;
    /** Starts the program again once it has ended. */
    relaunch(): void;
    quit(): void;
  };
  readonly log: Log;
}

/** What electron-updater is told about this program. */
const adapterOf = ({ folder, program }: InstallerRunPorts): AppAdapter => ({
  name: program.name,
  version: program.version,
  isPackaged: true,
  appUpdateConfigPath: join(folder, 'no-feed.yml'),
  userDataPath: folder,
  baseCachePath: folder,
  whenReady: async () => Promise.resolve(),
  relaunch: () => program.relaunch(),
  quit: () => program.quit(),
  onQuit: () => undefined,
});

/** What pkexec ends with where a person refuses, or may not agree. */
const REFUSED = /exited with code 12[67]$/;

class CheckedDeb extends DebUpdater {
  #isRefused = false;

  constructor(ports: InstallerRunPorts) {
    super(null, adapterOf(ports));
    this.logger = ports.log;
    this.autoDownload = false;
    this.autoInstallOnAppQuit = false;
  }

  async take(path: string, { offer }: SignedOffer): Promise<void> {
    const { version, sha512, file, size } = offer;
    const info = { url: file, sha512, size };
    const update = { version, files: [info], path: file, sha512, releaseDate: '' };
    const helper = new DownloadedUpdateHelper(dirname(path));
    await helper.setDownloadedFile(path, null, update, { url: pathToFileURL(path), info }, file, false);
    this.downloadedUpdateHelper = helper;
  }

  /**
   * Where dpkg has failed, electron-updater lets apt complete what is half installed. If that needs a package that cannot be
   * had, apt would remove the till; and whoever has just refused is not asked once more.
   */
  protected override runCommandWithSudoIfNeeded(command: string[]): string {
    if (this.#isRefused) throw new Error('nobody has agreed to the installation');
    const isApt = command[0] === 'apt-get';
    try {
      return super.runCommandWithSudoIfNeeded(isApt ? [...command, '--no-remove'] : command);
    } catch (error) {
      this.#isRefused = error instanceof Error && REFUSED.test(error.message);
      throw error;
    }
  }
}

const runDeb = async (ports: InstallerRunPorts, signed: SignedOffer): Promise<boolean> => {
  const path = installerPath(ports.folder, signed.offer);
  // It becomes part of a command. electron-updater masks most of what a shell reads there, but none of these: whoever
  // names the data folder must not run another command as administrator, or install another package.
  const unmasked = /['\r\n\t*?[\]{}~]/.exec(path);
  if (unmasked)
    throw new Error(`Debian’s installer cannot be given a path with ${JSON.stringify(unmasked[0])}`);
  const deb = new CheckedDeb(ports);
  await deb.take(path, signed);
  return deb.install(true, true);
};

/** The installer waits until this program has ended, and starts the new one. */
const runExe = (
  { folder, resources }: InstallerRunPorts,
  { offer }: SignedOffer,
  isBack: boolean,
): boolean => {
  const switches = ['--updated', '/S', '--force-run', ...(isBack ? ['--rollback'] : [])];
  const { status } = spawnSync(join(resources, 'elevate.exe'), [installerPath(folder, offer), ...switches]);
  return status === 0;
};

/** See `InstallerRun.run`. */
export const runInstaller = async (
  ports: InstallerRunPorts,
  signed: SignedOffer,
  isBack: boolean,
): Promise<boolean> => {
  try {
    return ports.kind === 'deb' ? await runDeb(ports, signed) : runExe(ports, signed, isBack);
  } catch (error) {
    ports.log.error('the installer could not be run', { error });
    return false;
  }
};
