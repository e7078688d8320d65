// @ts-check
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { cacheFolder } from './cache-folder.mjs';
import { downloadOfficial } from './making/download-official.mjs';
import { startable } from './launcher.mjs';
import { electronIn, versionOf } from './platform.mjs';
import { installed, installedVersion, projectNode } from '../command/project.mjs';
import { capture } from '../command/run.mjs';
import { say } from '../command/say.mjs';

const dist = () => installed('electron', 'dist');
const forgetFailureAfterMs = 24 * 60 * 60 * 1000;
const failureMark = () =>
  join(cacheFolder(), `official-electron-${installedVersion('electron')}-not-reached`);

/**
 * The Electron of package.json, if it has been downloaded already.
 * @returns {import('./platform.mjs').Runtime | undefined}
 */
export function officialRuntime() {
  const version = installedVersion('electron');
  // The installer writes path.txt last; without it the unpacking was interrupted.
  const whole = existsSync(installed('electron', 'path.txt')) && existsSync(electronIn(dist()));
  if (!whole || versionOf(dist()) !== version) return undefined;
  return { executable: startable(dist()), kind: 'official', version, dist: dist() };
}

/**
 * Whether the download failed within the last day, so that a start need not wait for it to fail again.
 * @param {number} now epoch ms
 */
export function officialFailedLately(now) {
  const failed = statSync(failureMark(), { throwIfNoEntry: false });
  return failed !== undefined && now - failed.mtimeMs < forgetFailureAfterMs;
}

/**
 * Downloads and unpacks the Electron of package.json. Needs Node 22.12.
 * @returns {Promise<{ runtime: import('./platform.mjs').Runtime } | { failure: string }>} a failure names its cause
 */
export async function fetchOfficial() {
  try {
    say(`fetching Electron ${installedVersion('electron')} …`);
    await downloadOfficial(installed('electron'));
    // Its own installer finds the download in the cache; an override would change where it unpacks.
    const env = { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: '' };
    await capture(projectNode(), [installed('electron', 'install.js')], { env });
    rmSync(failureMark(), { force: true });
  } catch (error) {
    mkdirSync(cacheFolder(), { recursive: true });
    writeFileSync(failureMark(), '');
    return { failure: causeOf(error) };
  }
  const runtime = officialRuntime();
  return runtime ? { runtime } : { failure: 'its installer left no complete Electron' };
}

/** @param {unknown} error fetch() hides the reason ("ENOTFOUND …") one level down */
function causeOf(error) {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
