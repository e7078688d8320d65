/** Takes a training sale in a packaged program: node test/dist/packaged-sale.ts <executable>. One line per step. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freshHome, removeHome, tillState } from '../support/station.ts';
import { ok, sellInTraining } from './packaged-steps.ts';
import type { PackagedStation } from './packaged-station.ts';
import { openPackaged } from './packaged-station.ts';

const [executable] = process.argv.slice(2);
assert(executable, 'name the executable');

const chooseTraining = async ({ till }: PackagedStation): Promise<void> => {
  await till.getByTestId('set-up-try').click();
  ok('the first start asks what the till is for; training was chosen');
};

const startAgain = async (station: PackagedStation): Promise<void> => {
  assert.equal(await station.startAgain(), 0);
  await tillState(station.till, 'paid');
  ok('a second start ended by itself; the first goes on running');
};

/** Proves that the worker thread runs, which loads better-sqlite3 from beside the archive. */
const exportDay = async ({ till }: PackagedStation, home: string): Promise<void> => {
  await till.getByTestId('export-csv').click();
  await till.getByTestId('export-result').waitFor();
  const folder = join(home, 'training', 'exports');
  const name = readdirSync(folder).find((file) => file.endsWith('.csv'));
  assert(name, `no CSV in ${folder}`);
  const csv = readFileSync(join(folder, name));
  const sha256 = createHash('sha256').update(csv).digest('hex');
  assert(readFileSync(join(folder, `${name}.sha256`), 'utf8').startsWith(sha256));
  assert(csv.includes('12.50'));
  ok(`exported to training/exports/${name}`);
};

const verifyJournal = (home: string): void => {
  const journal = join(home, 'training', 'journal.db');
  assert(existsSync(journal));
  const script = join(import.meta.dirname, '..', '..', 'scripts', 'journal.ts');
  const verdict = execFileSync(process.execPath, [script, 'verify', journal], { encoding: 'utf8' });
  ok(`training/journal.db: ${verdict.trim()}`);
};

console.log(`A training sale in ${executable}:`);
const home = freshHome();
try {
  const station = await openPackaged(executable, home);
  try {
    await chooseTraining(station);
    await sellInTraining(station);
    await startAgain(station);
    await exportDay(station, home);
    assert.equal(await station.close(), 0);
    ok('the till was closed and the program ended');
  } finally {
    await station.kill();
  }
  verifyJournal(home);
} finally {
  removeHome(home);
}
