/** A new owner starts a packaged program: node test/dist/packaged-first-start.ts <executable>. One line per step. */
import assert from 'node:assert/strict';
import { typeByHand } from '../support/cashier.ts';
import { freshHome, removeHome } from '../support/station.ts';
import { ok, sellInTraining } from './packaged-steps.ts';
import type { PackagedStation } from './packaged-station.ts';
import { openPackaged } from './packaged-station.ts';

const [executable] = process.argv.slice(2);
assert(executable, 'name the executable');
const home = freshHome();

/** One run of the program; the program is ended afterwards whatever happens. */
const run = async (use: (station: PackagedStation) => Promise<void>): Promise<void> => {
  const station = await openPackaged(executable, home);
  try {
    await use(station);
  } finally {
    await station.kill();
  }
};

const atStep = ({ till }: PackagedStation, step: string): Promise<void> =>
  till.locator(`[data-testid="set-up"][data-step="${step}"]`).waitFor();

const leftUnanswered = async (station: PackagedStation): Promise<void> => {
  await atStep(station, 'start');
  assert.equal(await station.till.getByTestId('charge').count(), 0);
  assert.equal(await station.close(), 0);
  ok('the first start asks what the till is for; it was closed without an answer');
};

const powerCut = async (station: PackagedStation): Promise<void> => {
  await atStep(station, 'start');
  ok('the next start asks again; the power was cut');
};

const begun = async (station: PackagedStation): Promise<void> => {
  await atStep(station, 'start');
  await station.till.getByTestId('set-up-next').click();
  await atStep(station, 'shop');
  await station.till.getByTestId('set-up-storeName').focus();
  await typeByHand(station.till, 'Garden');
  ok('and again after the power cut; the shop was begun, and the power cut once more');
};

const resumed = async (station: PackagedStation): Promise<void> => {
  await atStep(station, 'shop');
  await station.till.getByTestId('set-up-back').click();
  ok('the set-up goes on where it was; training was chosen');
  await station.till.getByTestId('set-up-try').click();
  await sellInTraining(station);
  assert.equal(await station.close(), 0);
};

const inUse = async (station: PackagedStation): Promise<void> => {
  await station.till.locator('[data-testid="history-row"][data-state="paid"]').waitFor();
  assert.equal(await station.till.getByTestId('set-up').count(), 0);
  ok('from then on the till opens at the keypad, with the sale in its list');
};

console.log(`A first start of ${executable}:`);
try {
  for (const use of [leftUnanswered, powerCut, begun, resumed, inUse]) await run(use);
} finally {
  removeHome(home);
}
