import { app, session } from 'electron';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import keys from '#release-keys/release-keys.json' with { type: 'json' };
import type { UpdatedPlatform } from '#domain/update/offer.ts';
import { UPDATED_PLATFORMS } from '#domain/update/offer.ts';
import type { Log } from '#services/ports.ts';
import type { Feed, InstallerRun, Installers, UpdateNote } from '#services/update/update-ports.ts';
import { openFeed, OFFER_LIMITS } from './feed.ts';
import { openInstallers, INSTALLER_LIMITS } from './installers.ts';
import type { Fetch } from './transfer.ts';
import { openUpdateNote } from './update-note.ts';

export interface Updates {
  readonly canInstall: boolean;
  readonly running: string;
  readonly platform: string;
  readonly arch: string;
  readonly feed: Feed;
  readonly installers: Installers;
  readonly runner: InstallerRun;
  readonly note: UpdateNote;
}

const isUpdated = (platform: string): platform is UpdatedPlatform =>
  UPDATED_PLATFORMS.some((one) => one === platform);

/** electron-builder puts a file with the package's type into every Linux package except the archive. */
const isDeb = (): boolean => {
  try {
    return readFileSync(join(process.resourcesPath, 'package-type'), 'utf8').trim() === 'deb';
  } catch {
    return false;
  }
};

/** How this program was installed; null if updates cannot replace it. */
const installedBy = (): 'deb' | 'exe' | null => {
  if (!app.isPackaged) return null;
  if (process.platform === 'win32') return 'exe';
  return process.platform === 'linux' && isDeb() ? 'deb' : null;
};

/** Through the system's proxies, but with no cookies, logins or cache. */
const bareFetch: Fetch = async (address, options) =>
  session
    .fromPartition('countertop-updates', { cache: false })
    .fetch(address, { ...options, credentials: 'omit' });

/** Updates of this program, in `<home>/updates`. */
export const openUpdates = (home: string, log: Log): Updates => {
  const folder = join(home, 'updates');
  const { platform, arch, resourcesPath: resources } = process;
  const kind = installedBy();
  const program = {
    name: app.getName(),
    version: app.getVersion(),
    relaunch: () => app.relaunch(),
    quit: () => app.quit(),
  };
  return {
    canInstall: kind !== null,
    running: program.version,
    platform,
    arch,
    feed: openFeed({
      fetch: bareFetch,
      keys,
      platform: isUpdated(platform) ? platform : 'linux',
      arch,
      limits: OFFER_LIMITS,
    }),
    installers: openInstallers({ folder, fetch: bareFetch, keys, log, limits: INSTALLER_LIMITS }),
    runner: {
      // Loaded only for an update: its dependencies are half as large as the till.
      run: async (signed, isBack) => {
        const { runInstaller } = await import('./installer-run.ts');
        return (
          kind !== null && (await runInstaller({ kind, folder, resources, program, log }, signed, isBack))
        );
      },
      leave: () => program.quit(),
    },
    note: openUpdateNote(home, log),
  };
};
