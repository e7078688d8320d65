/**
 * A deb's whole life on this machine, as root: node test/dist/installed/try-deb.ts <deb> <newer deb> <folder
 * for pictures>. Installs, sells, upgrades during a payment, removes, purges; then reads the journal. One
 * line per step.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { typeByHand } from '../../support/cashier.ts';
import { tillState } from '../../support/station.ts';
import type { PackagedStation } from '../packaged-station.ts';
import { openStarted } from '../packaged-station.ts';
import { ok, sellInTraining } from '../packaged-steps.ts';
import { unbroughtLibraries } from './dependencies.ts';
import type { User } from './machine.ts';
import { installDeb, onThisMachine, output, purge, remove } from './machine.ts';
import { menuCommand, startAs } from './menu.ts';
import { assertSandboxed } from './sandbox.ts';

const NAME = 'countertop';
const PROGRAM = '/opt/countertop/countertop';

/** A system where ordinary users may create no sandbox; the setuid root helper creates it there. */
const WITHOUT_NAMESPACES = '--disable-namespace-sandbox';

const [deb = '', newer = '', pictures = ''] = process.argv.slice(2).map((path) => resolve(path));
assert(deb && newer && pictures, 'name two packages and a folder');
mkdirSync(pictures, { recursive: true });

const versionOf = (file: string): string => output('dpkg-deb', '--field', file, 'Version').trim();
const installedVersion = (): string => output('dpkg-query', '--show', '--showformat', '${Version}', NAME);

const picture = async (station: PackagedStation, name: string): Promise<void> => {
  for (const window of ['till', 'customer'] as const) {
    await station[window].screenshot({ path: join(pictures, `${name}-${window}.png`) });
  }
};

/** One run of the installed program; the program is ended afterwards whatever happens. */
const run = async (
  user: User,
  command: readonly string[],
  use: (station: PackagedStation) => Promise<void>,
): Promise<void> => {
  const station = await openStarted((args) => startAs(user, command, args));
  try {
    const windows = assertSandboxed(PROGRAM, station.pid, user.uid);
    ok(`${command.join(' ')}, as ${user.name}: ${windows} windows' processes in Chromium's sandbox`);
    await use(station);
    assert.equal(await station.close(), 0);
  } finally {
    await station.kill();
  }
};

const installed = (): void => {
  installDeb(deb);
  assert.equal(installedVersion(), versionOf(deb));
  assert.equal(output('dpkg', '--verify', NAME), '');
  assert.equal(statSync('/opt/countertop/chrome-sandbox').mode & 0o7777, 0o4755);
  for (const size of [16, 24, 32, 48, 64, 96, 128, 256, 512]) {
    statSync(`/usr/share/icons/hicolor/${size}x${size}/apps/${NAME}.png`);
  }
  for (const file of ['copyright', 'changelog.gz']) statSync(`/usr/share/doc/${NAME}/${file}`);
  assert.equal(readFileSync('/opt/countertop/resources/package-type', 'utf8').trim(), 'deb');
  assert.deepEqual(unbroughtLibraries(NAME, dirname(PROGRAM)), []);
  ok(
    `apt-get install: ${NAME} ${versionOf(deb)}, every file as packed, every library of a package it asks for`,
  );
};

const firstSale = async (station: PackagedStation): Promise<void> => {
  await station.till.getByTestId('set-up-try').click();
  await sellInTraining(station);
  await picture(station, '1-installed');
  await station.till.getByTestId('new-sale').click();
};

const upgradedWhileAPaymentWaits = async (station: PackagedStation): Promise<void> => {
  const { till } = station;
  await tillState(till, 'idle');
  await typeByHand(till, '8800');
  await till.keyboard.press('Enter');
  await till.getByTestId('training-scan').click();
  await tillState(till, 'pending');
  ok('88.00 is waiting for the customer');
  const said = installDeb(newer);
  assert.match(said, /A till is running\. It goes on with version/);
  assert.equal(installedVersion(), versionOf(newer));
  assert(existsSync(`/usr/bin/${NAME}`), 'the command is gone');
  ok(`apt-get install: ${versionOf(newer)} over the running till, and it says that a till is running`);
  await picture(station, '2-upgraded-while-a-payment-waits');
  await till.getByTestId('training-pay').click();
  await tillState(till, 'paid');
  ok('the running till went on: 88.00 is paid');
  await till.getByTestId('export-csv').click();
  await till.getByTestId('export-result').waitFor();
  ok('and exports, though the program on the disk is another');
  assert.equal(await station.startAgain(), 0);
  ok('starting it from the menu meanwhile only shows the till that runs');
};

/** The till of that version has both payments. */
const opened = async (station: PackagedStation, version: string, name: string): Promise<void> => {
  const { till } = station;
  await till.locator('[data-testid="history-row"][data-state="paid"]').nth(1).waitFor();
  const about = await till.evaluate(() => window.countertop.call('about.read', {}));
  assert(JSON.stringify(about).includes(`"version":"${version}"`), JSON.stringify(about));
  await picture(station, name);
  ok(`the till is ${version} and has both payments`);
};

const wentBack = (): void => {
  assert.throws(() => installDeb(deb), /downgrade/);
  installDeb(deb, '--allow-downgrades');
  assert.equal(installedVersion(), versionOf(deb));
  ok(`back to ${versionOf(deb)}, which apt does only where it is told to`);
};

const upgradedAfterClosing = (): void => {
  assert.doesNotMatch(installDeb(newer), /A till is running/);
  assert.equal(installedVersion(), versionOf(newer));
  ok(`apt-get install: ${versionOf(newer)} with the till closed`);
};

const goneButTheBooks = (books: string): void => {
  const before = readdirSync(books, { recursive: true }).length;
  remove(NAME);
  assert(!existsSync(PROGRAM) && !existsSync(`/usr/bin/${NAME}`), 'the program is still there');
  assert.match(purge(NAME), /books stay where they are/);
  assert.equal(readdirSync(books, { recursive: true }).length, before);
  for (const left of [
    `/usr/share/doc/${NAME}`,
    `/usr/share/applications/${NAME}.desktop`,
    '/opt/countertop',
  ]) {
    assert(!existsSync(left), `${left} was left`);
  }
  ok('apt-get remove and purge: the program is gone, purging says that the books stay, and they do');
};

const soundBooks = (books: string): void => {
  const script = join(import.meta.dirname, '..', '..', '..', 'scripts', 'journal.ts');
  const journal = join(books, 'training', 'journal.db');
  const read = (command: string): string =>
    execFileSync(process.execPath, [script, command, journal], { encoding: 'utf8' }).trim();
  const verdict = read('verify');
  const totals = read('totals');
  assert.match(totals, /10050/);
  ok(`journal verify: ${verdict}`);
};

console.log(`${deb} and what comes after it:`);
await onThisMachine(NAME, async (user) => {
  const books = join(user.home, '.config', 'Countertop POS');
  installed();
  await run(user, menuCommand(NAME), async (station) => {
    await firstSale(station);
    await upgradedWhileAPaymentWaits(station);
  });
  const byCommand = [`/usr/bin/${NAME}`, WITHOUT_NAMESPACES];
  await run(user, byCommand, (station) => opened(station, versionOf(newer), '3-next-version'));
  wentBack();
  await run(user, menuCommand(NAME), (station) => opened(station, versionOf(deb), '4-back'));
  upgradedAfterClosing();
  goneButTheBooks(books);
  soundBooks(books);
});
console.log('  the package, what came with it, and the user are gone again');
