#!/usr/bin/env node
// @ts-check
// npm run guards [-- WORDS ...]: undoes each guard of this folder, one at a time, in a copy of this checkout, and
// expects a test in its file to fail; a file that no longer loads shows nothing. With WORDS, only guards whose name or
// test contains one of them. `plain` leaves out the tests with windows.
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { asCommand } from '../command/as-command.mjs';
import { installed, projectNode, projectRoot } from '../command/project.mjs';
import { capture } from '../command/run.mjs';
import { GUARDS } from './all.mjs';
import { verdictOn } from './verdict.mjs';

/** @typedef {import('./guard.mjs').Guard} Guard */

/** Copies everything that is committed, or about to be, to a folder of its own. */
async function copyOfCheckout() {
  const copy = mkdtempSync(join(tmpdir(), 'countertop-guards-'));
  const listed = ['ls-files', '--cached', '--others', '--exclude-standard'];
  const files = await capture('git', ['-C', projectRoot, ...listed]);
  for (const file of files.trim().split('\n')) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(projectRoot, file), join(copy, file));
  }
  symlinkSync(installed(), join(copy, 'node_modules'));
  return copy;
}

/** The first failure is enough; a test that waits for what an undone guard keeps from happening is one, too. */
const SOON = ['--bail=1', '--testTimeout=120000'];

/** @param {Guard} guard */
const hasWindows = ({ test }) => test.endsWith('.window.test.ts') || test.startsWith('test/e2e/');

/**
 * @param {string} copy
 * @param {Guard} guard
 * @returns {Promise<ReturnType<typeof verdictOn>>}
 */
async function runTest(copy, guard) {
  const [script, ...args] = hasWindows(guard)
    ? ['scripts/test.mjs']
    : [installed('vitest', 'vitest.mjs'), 'run', '--project', 'plain'];
  const report = join(copy, 'guard-report.json');
  rmSync(report, { force: true });
  const inJson = ['--reporter=json', `--outputFile=${report}`];
  const failure = await capture(projectNode(), [script ?? '', ...args, guard.test, ...inJson, ...SOON], {
    cwd: copy,
  }).then(() => '', String);
  return existsSync(report)
    ? verdictOn(JSON.parse(readFileSync(report, 'utf8')))
    : { ended: 'broken', why: failure };
}

/**
 * @param {string} copy
 * @param {Guard} guard
 * @returns {Promise<{ readonly isNoticed: boolean, readonly how: string }>}
 */
async function undo(copy, guard) {
  const path = join(copy, guard.file);
  const text = readFileSync(path, 'utf8');
  if (text.split(guard.find).length !== 2)
    return { isNoticed: false, how: `NOT FOUND once in ${guard.file}: ${guard.find.trim()}` };
  writeFileSync(
    path,
    text.replace(guard.find, () => guard.undone),
  );
  try {
    const verdict = await runTest(copy, guard);
    if (verdict.ended === 'broken') return { isNoticed: false, how: `BROKEN: ${verdict.why}` };
    if (verdict.ended === 'passed') return { isNoticed: false, how: `NOT NOTICED by ${guard.test}` };
    return { isNoticed: true, how: `noticed by ${verdict.by}` };
  } finally {
    writeFileSync(path, text);
  }
}

/** @param {readonly string[]} words @returns {readonly Guard[]} */
const chosen = (words) => {
  const isPlain = words.includes('plain');
  const others = words.filter((word) => word !== 'plain');
  return GUARDS.filter((guard) => !(isPlain && hasWindows(guard))).filter(
    ({ name, test }) =>
      others.length === 0 || others.some((word) => name.includes(word) || test.includes(word)),
  );
};

/** @param {readonly Guard[]} guards */
const oneForEachTest = (guards) => [...new Map(guards.map((guard) => [guard.test, guard])).values()];

/**
 * @param {string} copy
 * @param {readonly Guard[]} guards
 * @returns {Promise<number>} exit code: 0 if each was noticed
 */
async function prove(copy, guards) {
  for (const guard of oneForEachTest(guards)) {
    const verdict = await runTest(copy, guard);
    // A test that fails anyway proves nothing.
    if (verdict.ended === 'passed') continue;
    const why = verdict.ended === 'broken' ? `: ${verdict.why}` : '';
    throw new Error(`${guard.test} fails before anything is undone${why}`);
  }
  let unnoticed = 0;
  for (const guard of guards) {
    const { isNoticed, how } = await undo(copy, guard);
    if (!isNoticed) unnoticed += 1;
    process.stdout.write(`${guard.name}\n    ${how}\n`);
  }
  process.stdout.write(`${guards.length} guards undone: ${guards.length - unnoticed} noticed.\n`);
  return unnoticed === 0 && guards.length > 0 ? 0 : 1;
}

await asCommand(import.meta.url, async (words) => {
  const copy = await copyOfCheckout();
  try {
    return await prove(copy, chosen(words));
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
});
