// @ts-check
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import process from 'node:process';
import { environmentOn, withVirtualDisplay } from '../displays/displays.mjs';
import { projectEnvironment, projectNode, projectRoot } from '../command/project.mjs';
import { capture, runToEnd } from '../command/run.mjs';
import { ensureSystemPackages } from '../system-packages.mjs';

/**
 * Starts the packaged program as a new owner does, and takes a training sale in it and, on Linux, another one in the
 * unpacked tar.gz.
 * @param {import('./pack.mjs').Package} made
 * @returns {Promise<number>} exit code, 0 if every step worked
 * @throws {Error} if there is no tar.gz to unpack
 */
export async function provePackage({ executable, archives }) {
  ensureSystemPackages(['app', 'virtual-display', 'fonts']);
  const code =
    (await prove('packaged-first-start', executable)) || (await prove('packaged-sale', executable));
  if (code !== 0 || process.platform !== 'linux') return code;
  const tar = archives.find((file) => file.endsWith('.tar.gz'));
  if (!tar) throw new Error('no tar.gz was made.');
  const folder = mkdtempSync(join(tmpdir(), 'countertop-unpacked-'));
  try {
    await capture('tar', ['-xzf', tar, '-C', folder]);
    const [top = ''] = readdirSync(folder);
    return await prove('packaged-sale', join(folder, top, basename(executable)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {'packaged-first-start' | 'packaged-sale'} script
 * @param {string} executable
 */
function prove(script, executable) {
  const args = [join(projectRoot, 'test', 'dist', `${script}.ts`), executable];
  /** @param {NodeJS.ProcessEnv} env */
  const run = (env) => runToEnd(projectNode(), args, { cwd: projectRoot, env });
  if (process.platform !== 'linux') return run(projectEnvironment());
  return withVirtualDisplay((display) => run(environmentOn(display, projectEnvironment())));
}
