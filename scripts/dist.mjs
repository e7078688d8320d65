#!/usr/bin/env node
// @ts-check
// npm run dist [-- --try | --try-update | --windows]
import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { ensureBuild } from './command/build.mjs';
import { billFaults } from './dist/bundled/add-sbom.mjs';
import { contentFaults, filesBelow, folderFaults, liveFaults, packedFiles } from './dist/contents.mjs';
import { describeFuses, fuseFaults, readFuses } from './dist/fuses.mjs';
import { pack } from './dist/pack.mjs';
import { provePackage } from './dist/prove.mjs';
import { report } from './dist/report.mjs';
import { weigh, weightFaults } from './dist/sizes.mjs';
import { trialFor } from './dist/trial.mjs';
import { tryUpdate } from './dist/try-update.mjs';
import { ensureTryable, tryDeb } from './dist/try.mjs';
import { ensureOneWay } from './dist/ways.mjs';
import { windowsPackages } from './dist/windows/windows.mjs';
import { describeRuntime, electronRuntime } from './electron-runtime.mjs';
import { asCommand } from './command/as-command.mjs';
import { projectRoot } from './command/project.mjs';
import { say } from './command/say.mjs';

/** Removes older packages first, and builds whether anything has changed or not. @param {string} packages their folder */
async function rebuild(packages) {
  for (const old of [packages, 'out/built']) rmSync(join(projectRoot, old), { recursive: true, force: true });
  await ensureBuild();
}

/** @param {string} what @param {string[]} faults @throws {Error} if there are any */
function refuse(what, faults) {
  if (faults.length > 0) throw new Error(`${what}:\n  ${faults.join('\n  ')}`);
}

/** @param {string} file of the build @returns {string[]} */
const sourcesOf = (file) => JSON.parse(readFileSync(join(projectRoot, `${file}.map`), 'utf8')).sources;

await asCommand(import.meta.url, async (flags) => {
  ensureOneWay(flags);
  if (flags.includes('--try') || flags.includes('--try-update')) ensureTryable();
  const runtime = await electronRuntime();
  const trial = trialFor(runtime, process.env);
  if (flags.includes('--windows')) {
    await rebuild('dist/windows');
    return windowsPackages(trial?.electronDist);
  }
  say(`packing with ${describeRuntime(runtime)}`);
  await rebuild('dist');
  if (flags.includes('--try')) return tryDeb(trial);
  if (flags.includes('--try-update')) return tryUpdate(trial);
  const made = await pack(trial);
  refuse('training is in the wrong place', liveFaults(sourcesOf('out/main/main.cjs')));
  refuse('the package has the wrong contents', contentFaults(packedFiles(made.asar)));
  refuse('the program has the wrong files beside it', folderFaults(filesBelow(made.folder)));
  refuse('the bill of materials is wrong', billFaults(dirname(made.asar)));
  const wire = await readFuses(made.executable);
  refuse(
    'the fuses are not those of electron-builder.yml',
    fuseFaults(wire, { ...made.config.electronFuses }),
  );
  const code = await provePackage(made);
  if (code !== 0) return code;
  report(made, trial !== undefined, describeFuses(wire));
  refuse('the package has grown', weightFaults([made.folder, made.asar, ...made.archives].map(weigh)));
  return 0;
});
