// @ts-check
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import process from 'node:process';
import { projectEnvironment, projectNode, projectRoot } from '../command/project.mjs';
import { runToEnd } from '../command/run.mjs';
import { environmentOn, withVirtualDisplay } from '../displays/displays.mjs';
import { pack } from './pack.mjs';
import { trusting, withoutFirstScreen } from './patches.mjs';
import { nextVersion, numbered } from './versioned.mjs';

const PROGRAM = join(projectRoot, 'out', 'main', 'main.cjs');

/** What was built is no longer what the source says, so whatever starts next builds it again. @param {(program: string) => string} change */
function patch(change) {
  rmSync(join(projectRoot, 'out', 'built'), { force: true });
  writeFileSync(PROGRAM, change(readFileSync(PROGRAM, 'utf8')));
}

/**
 * Replaces the program's key with one made for this trial.
 * @returns {Promise<(folder: string) => Promise<void>>} signs a folder with it
 */
async function withTrialKey() {
  const secret = mkdtempSync(join(tmpdir(), 'countertop-trial-key-'));
  const env = {
    ...projectEnvironment(),
    COUNTERTOP_RELEASE_KEY: join(secret, 'key.pem'),
    COUNTERTOP_RELEASE_KEYS: join(secret, 'keys.json'),
  };
  /** @param {string} argument */
  const signRelease = async (argument) => {
    const args = [join(projectRoot, 'scripts', 'release', 'sign-release.ts'), argument];
    const code = await runToEnd(projectNode(), args, { cwd: projectRoot, env });
    if (code !== 0) throw new Error(`sign-release ended with ${code}`);
  };
  writeFileSync(env.COUNTERTOP_RELEASE_KEYS, '[]');
  await signRelease('--new-key');
  const [trial] = JSON.parse(readFileSync(env.COUNTERTOP_RELEASE_KEYS, 'utf8'));
  patch((program) => trusting(program, trial));
  return signRelease;
}

/**
 * Packs three versions, the last of which does not start, and lets an installed till update itself from a feed on
 * loopback: refused while a payment is unresolved, then installed, then rolled back.
 * @param {import('./trial.mjs').Trial | undefined} trial
 * @returns {Promise<number>} exit code, 0 if every step worked
 */
export async function tryUpdate(trial) {
  const workshop = join(projectRoot, 'dist', 'try', 'feed');
  mkdirSync(workshop, { recursive: true });
  const sign = await withTrialKey();
  const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
  const [next, broken] = [nextVersion(version), nextVersion(nextVersion(version))];
  const [now, later] = [join(workshop, 'now'), join(workshop, 'later')];
  const first = await release(trial, version, now);
  await release(trial, next, now);
  // A version that ends before its first screen.
  patch(withoutFirstScreen);
  await release(trial, broken, later);
  await sign(now);
  await sign(later);
  const pictures = join(projectRoot, 'out', 'try');
  const script = join(projectRoot, 'test', 'dist', 'installed', 'try-update.ts');
  const args = [script, first, now, later, pictures];
  const code = await withVirtualDisplay((display) =>
    runToEnd(projectNode(), args, { cwd: projectRoot, env: environmentOn(display, projectEnvironment()) }),
  );
  if (code === 0) console.log(`\nPictures: ${relative(process.cwd(), pictures)}`);
  return code;
}

/**
 * @param {import('./trial.mjs').Trial | undefined} trial
 * @param {string} version
 * @param {string} folder
 * @returns {Promise<string>} its deb in that folder, named as in a release
 */
async function release(trial, version, folder) {
  const { archives } = await pack(trial, numbered(version));
  const deb = archives.find((file) => file.endsWith('.deb'));
  if (!deb) throw new Error('no deb was made.');
  mkdirSync(folder, { recursive: true });
  const arch = process.arch === 'x64' ? 'amd64' : process.arch;
  const released = join(folder, `countertop-${version}-linux-${arch}.deb`);
  copyFileSync(deb, released);
  return released;
}
