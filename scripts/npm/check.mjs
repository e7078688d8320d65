#!/usr/bin/env node
// @ts-check
// npm run check
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import process from 'node:process';
import { asCommand } from '../command/as-command.mjs';
import { npmCommand } from '../command/npm-command.mjs';
import { projectEnvironment, projectRoot } from '../command/project.mjs';

/** The longest first. Types are checked by svelte-check, in components and elsewhere. */
const CHECKS = ['lint', 'types', 'format:check', 'dead-code'];

/**
 * Runs one of package.json's scripts, and prints what it says once it has ended, so that nothing is mixed up.
 * @param {string} name
 * @returns {Promise<boolean>} whether it passed
 */
function passes(name) {
  const npm = npmCommand(['run', '--silent', name]);
  const options = { cwd: projectRoot, env: projectEnvironment(), shell: npm.shell };
  return new Promise((resolve, reject) => {
    const child = spawn(npm.command, npm.args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (said += text));
    child.once('error', reject);
    child.once('close', (code) => {
      process.stdout.write(`${said}${name}: ${code === 0 ? 'passed' : 'FAILED'}\n`);
      resolve(code === 0);
    });
  });
}

await asCommand(import.meta.url, async () => {
  const waiting = [...CHECKS];
  let failed = 0;
  const work = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift())
      if (!(await passes(name))) failed += 1;
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return failed === 0 ? 0 : 1;
});
