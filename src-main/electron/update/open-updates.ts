import { app, session } from 'electron';
import { statfsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import keys from '#release-keys/release-keys.json' with { type: 'json' };
import type { UpdatedPlatform } from '#domain/update/offer.ts';
import { UPDATED_PLATFORMS } from '#domain/update/offer.ts';
import type { Log } from '#services/ports.ts';
import type { Feed, InstallerRun, Installers, UpdateNote } from '#services/update/update-ports.ts';
import { nextStart } from '#electron/shop-pc/break-glass.ts';
import { openFeed, OFFER_LIMITS } from './feed.ts';
import { installedBy } from './installed-by.ts';
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

/** Through the system's proxies, but with no cookies, logins or cache. */
const bareFetch: Fetch = async (address, options) =>
  session
    .fromPartition('countertop-updates', { cache: false })
    .fetch(address, { ...options, credentials: 'omit' });

const freeBytes = (folder: string): number => {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return Infinity;
  }
};

/** Updates of this program, in `<home>/updates`. */
export const openUpdates = (home: string, log: Log): Updates => {
  const folder = join(home, 'updates');
  const { platform, arch, resourcesPath: resources } = process;
  const kind = app.isPackaged ? installedBy({ platform, program: process.execPath, resources }) : null;
  const program = {
    name: app.getName(),
    version: app.getVersion(),
    relaunch: () => app.relaunch(nextStart(process.execPath, process.argv)),
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
    installers: openInstallers({ folder, fetch: bareFetch, keys, log, limits: INSTALLER_LIMITS, freeBytes }),
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
