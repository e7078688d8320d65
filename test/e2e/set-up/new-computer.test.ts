/**
 * A till whose computer is gone: its owner begins on the new one by restoring it, through everything that goes wrong, and
 * ends with its journal, its shop and its numbers.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import type { ElectronApplication, Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { TILL_PATHS } from '#domain/office/till-paths.ts';
import { trainingTerminal } from '#domain/shop/settings/settings.ts';
import { keyringSession } from '../../../scripts/keyring.mjs';
import { openStreams } from '../../../src-office/doors/till/streams.ts';
import { tillDoor } from '../../../src-office/doors/till/till-door.ts';
import { serve } from '../../../src-office/serve.ts';
import { codeForReplacing } from '../../../src-office/stations/codes.ts';
import { newJournalFile, openForTest, sell } from '../../sqlite/kit/new-journal.ts';
import { ACCOUNTS, openBothGateways } from '../../support/network/both-gateways.ts';
import { emptyEmbedded } from '../../support/office/databases.ts';
import { enrolledTill, pushed, pushOf, readJournal } from '../../support/office/tills.ts';
import type { Station } from '../../support/station.ts';
import { electronExecutable, freshHome, openStation, removeHome } from '../../support/station.ts';
import { PATIENCE_MS } from '../../support/patience.ts';
import { touch } from './hands.ts';
import { atStep, OWNER, PASSED, SHOP, verdicts } from './owner.ts';

const IDENTITY = 'Q4ZK7M';
const SITE_ID = ACCOUNTS.test.siteId;

/** Where the former computer sold. */
const TERMINAL = { ...trainingTerminal, ...SHOP, country: 'DE', currency: 'EUR' };

/** An office that has a till's journal of three sales, and lets another computer take its place. */
const officeWithTill = async () => {
  const database = await emptyEmbedded();
  const outside = { now: Date.now, randomBytes: (bytes: number) => randomBytes(bytes) };
  const streams = openStreams(database, outside, () => undefined);
  const line = { isDown: false };
  const app = new Hono();
  app.use(TILL_PATHS.journal, async (c, next) =>
    line.isDown && c.req.method === 'GET' ? c.body(null, 503) : next(),
  );
  app.route('/', tillDoor({ database, outside, streams }));
  const { url, close } = await serve(app, { host: '127.0.0.1', port: 0, tls: null });
  onTestFinished(async () => {
    streams.close();
    await close();
  });
  const file = newJournalFile();
  const lost = openForTest(file);
  lost.record({ type: 'installation-identified', identity: IDENTITY }, Date.now() - 86_400_000);
  for (const sale of [1, 2, 3])
    sell(lost, `T7-${sale}`, Date.now() - 86_400_000, {
      siteId: SITE_ID,
      terminal: TERMINAL,
      currency: 'EUR',
    });
  const journal = readJournal(file);
  const till = await enrolledTill(database, outside, IDENTITY);
  await pushed(database, till, pushOf(journal, 0, journal.rows.length), Date.now());
  return {
    url,
    line,
    code: async () => (await codeForReplacing(database, outside, till.station))!.code,
    rows: async () => {
      const rows = await database.query('SELECT reference FROM events ORDER BY sequence');
      return rows.map(({ reference }) => reference);
    },
    journal,
  };
};

/** A new computer with a key ring, and GlobalPay's systems. */
const newComputer = async () => {
  const home = freshHome();
  const keyring = mkdtempSync(join(tmpdir(), 'keyring-'));
  const gateways = await openBothGateways();
  let station: Station | null = null;
  onTestFinished(async () => {
    await station?.close();
    await gateways.close();
    removeHome(home);
    rmSync(keyring, { recursive: true, force: true });
  });
  const open = async (isFirst: boolean): Promise<Station> => {
    station = await openStation({
      home,
      setUp: true,
      env: { ...gateways.environment(home), ...(isFirst ? {} : { COUNTERTOP_SETUP: '' }) },
      session: keyringSession(electronExecutable(), { home: keyring }),
      args: ['--password-store=gnome-libsecret'],
    });
    await station.app.evaluate(({ net }) => void Object.assign(net, { isOnline: () => true }));
    return station;
  };
  return { open };
};

/** Whether the computer's disk says that it is full, until it is told otherwise. */
const fillDisk = (app: ElectronApplication, isFull: boolean): Promise<void> =>
  app.evaluate((_, full) => {
    const fs = process.getBuiltinModule('node:fs');
    const kept = fs as typeof fs & { statfsBefore?: typeof fs.statfsSync };
    kept.statfsBefore ??= fs.statfsSync;
    const before = kept.statfsBefore;
    fs.statfsSync = (full
      ? (path: string) => Object.assign(before(path), { bavail: 1 })
      : before) as unknown as typeof fs.statfsSync;
  }, isFull);

const saysOf = async (till: Page): Promise<string> => {
  await till.getByTestId('restore-problem').waitFor();
  return till.getByTestId('restore-problem').innerText();
};

test('a till is restored onto a new computer at once, through a wrong code, a full disk, an office that goes down and a power cut', async () => {
  const office = await officeWithTill();
  const computer = await newComputer();
  let station = await computer.open(true);
  let { till } = station;
  let hands = touch(till);
  const takePlace = async (): Promise<void> => {
    await hands.press('set-up-next');
    await hands.press('set-up-take-place');
  };

  await atStep(till, 'start');
  await hands.press('set-up-restore');
  await atStep(till, 'office');
  await hands.type('set-up-office-address', office.url);
  await hands.type('set-up-office-code', 'K7M2-9QXT-4D');
  await takePlace();
  expect(await saysOf(till)).toMatch(/does not know this code[^]*Compare it with what the owner sees/);

  await fillDisk(station.app, true);
  await hands.type('set-up-office-code', await office.code());
  await takePlace();
  await expect
    .poll(() => saysOf(till))
    .toMatch(/no room here[^]*Nothing was changed here[^]*no new code is needed/);
  expect(await till.getByTestId('set-up-state').innerText()).toContain('The journal is not here yet');

  await fillDisk(station.app, false);
  office.line.isDown = true;
  await hands.press('set-up-next');
  await expect
    .poll(() => saysOf(till), { timeout: PATIENCE_MS })
    .toMatch(/stopped answering[^]*Nothing was changed here[^]*no new code is needed/);

  await station.kill();
  office.line.isDown = false;
  station = await computer.open(false);
  ({ till } = station);
  hands = touch(till);
  await atStep(till, 'office');
  expect(await till.getByTestId('set-up').innerText()).toContain('Front');
  await hands.press('set-up-next');
  await till.getByText('The journal is here').waitFor();
  await hands.press('set-up-next');

  await atStep(till, 'shop');
  for (const [field, value] of Object.entries(SHOP))
    expect(await till.getByTestId(`set-up-${field}`).inputValue(), field).toBe(value);
  await hands.press('set-up-next');
  await atStep(till, 'credentials');
  expect(await till.getByTestId('set-up-siteId').inputValue()).toBe(SITE_ID);
  expect(await till.getByTestId('set-up-environment-of-journal').innerText()).toMatch(/test/i);
  await hands.type('set-up-apiKey', ACCOUNTS.test.apiKey);
  await hands.press('set-up-next');
  expect(await verdicts(till, 'good')).toEqual(PASSED);
  // Display, printer and people can wait until the till goes on.
  await hands.press('set-up-next');
  await atStep(till, 'finish');
  expect(await till.getByTestId('set-up').innerText()).toContain('is here, from the office');
  await hands.press('set-up-finish');
  await hands.type('first-manager-name', OWNER.name);
  await hands.type('first-manager-pin', OWNER.pin);
  await hands.type('first-manager-pin-again', OWNER.pin);
  await hands.press('first-manager-save');

  await till.getByText('This till now runs on this computer').waitFor();
  const told = office.journal.rows.map(([, reference]) => reference);
  await expect
    .poll(async () => (await office.rows()).length, { timeout: PATIENCE_MS })
    .toBeGreaterThan(told.length);
  expect((await office.rows()).slice(0, told.length)).toEqual(told);
});
