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
 * Takes a training sale in the packaged program, and another one in the unpacked tar.gz if there is one.
 * @param {import('./pack.mjs').Package} made
 * @returns {Promise<number>} exit code, 0 if every step of every sale worked
 */
export async function proveSales({ executable, archives }) {
  ensureSystemPackages(['app', 'virtual-display', 'fonts']);
  const code = await proveSale(executable);
  const tar = archives.find((file) => file.endsWith('.tar.gz'));
  if (code !== 0 || !tar) return code;
  const folder = mkdtempSync(join(tmpdir(), 'countertop-unpacked-'));
  try {
    await capture('tar', ['-xzf', tar, '-C', folder]);
    const [top = ''] = readdirSync(folder);
    return await proveSale(join(folder, top, basename(executable)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} executable */
function proveSale(executable) {
  const args = [join(projectRoot, 'test', 'dist', 'packaged-sale.ts'), executable];
  /** @param {NodeJS.ProcessEnv} env */
  const sale = (env) => runToEnd(projectNode(), args, { cwd: projectRoot, env });
  if (process.platform !== 'linux') return sale(projectEnvironment());
  return withVirtualDisplay((display) => sale(environmentOn(display, projectEnvironment())));
}
