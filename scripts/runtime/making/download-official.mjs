// @ts-check
import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';

/** A blocked host often does not answer at all; a slow one still sends something within this time. */
const silenceMs = 15_000;

/**
 * Downloads Electron's archive into Electron's own download cache, where its installer looks first. The installer
 * alone would wait for minutes on a host that never answers.
 * @param {string} electronPackage folder of the installed `electron` package
 * @throws {Error} if the host cannot be reached, stops sending, or sends something else
 */
export async function downloadOfficial(electronPackage) {
  const fromElectron = createRequire(join(electronPackage, 'package.json'));
  const { downloadArtifact } = await import(pathToFileURL(fromElectron.resolve('@electron/get')).href);
  const failToStart = new AbortController();
  const abort = () =>
    failToStart.abort(new Error(`the download host has been silent for ${silenceMs / 1000} s`));
  const timer = setTimeout(abort, silenceMs);
  const cacheRoot = process.env['electron_config_cache'];
  try {
    await downloadArtifact({
      version: fromElectron('./package.json').version,
      artifactName: 'electron',
      platform: process.platform,
      arch: process.arch,
      ...(wantsRemoteChecksums() ? {} : { checksums: fromElectron('./checksums.json') }),
      ...(cacheRoot ? { cacheRoot } : {}),
      downloadOptions: { signal: failToStart.signal, getProgressCallback: () => void timer.refresh() },
    });
  } finally {
    clearTimeout(timer);
  }
}

/** The same rule as in Electron's installer, for mirrors that pack their own. */
const wantsRemoteChecksums = () =>
  Boolean(
    process.env['electron_use_remote_checksums'] ?? process.env['npm_config_electron_use_remote_checksums'],
  );
