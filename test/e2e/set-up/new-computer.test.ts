/** A till whose computer is gone: the owner begins on the new one by moving the till to it, and ends with its journal. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { keyringSession } from '../../../scripts/keyring.mjs';
import { openStreams } from '../../../src-office/doors/till/streams.ts';
import { tillDoor } from '../../../src-office/doors/till/till-door.ts';
import { serve } from '../../../src-office/serve.ts';
import { codeForReplacing } from '../../../src-office/stations/codes.ts';
import { newJournalFile, openForTest, sell } from '../../sqlite/kit/new-journal.ts';
import { openBothGateways } from '../../support/network/both-gateways.ts';
import { emptyEmbedded } from '../../support/office/databases.ts';
import { enrolledTill, pushed, pushOf, readJournal } from '../../support/office/tills.ts';
import { electronExecutable, freshHome, openStation, removeHome } from '../../support/station.ts';
import { PATIENCE_MS } from '../../support/patience.ts';
import { touch } from './hands.ts';
import { atStep, enterAccount, fillShop, OWNER, PASSED, verdicts } from './owner.ts';

const IDENTITY = 'Q4ZK7M';

/** An office that has a till's journal of three sales, and lets another computer take its place. */
const officeWithTill = async () => {
  const database = await emptyEmbedded();
  const outside = { now: Date.now, randomBytes: (bytes: number) => randomBytes(bytes) };
  const streams = openStreams(database, outside, () => undefined);
  const { url, close } = await serve(tillDoor({ database, outside, streams }), {
    host: '127.0.0.1',
    port: 0,
    tls: null,
  });
  onTestFinished(async () => {
    streams.close();
    await close();
  });
  const file = newJournalFile();
  const lost = openForTest(file);
  lost.record({ type: 'installation-identified', identity: IDENTITY }, Date.now() - 86_400_000);
  for (const sale of [1, 2, 3]) sell(lost, `T1-${sale}`, Date.now() - 86_400_000);
  const journal = readJournal(file);
  const till = await enrolledTill(database, outside, IDENTITY);
  await pushed(database, till, pushOf(journal, 0, journal.rows.length), Date.now());
  return {
    url,
    code: async () => (await codeForReplacing(database, outside, till.station))!.code,
    rows: async () => {
      const rows = await database.query('SELECT reference FROM events ORDER BY sequence');
      return rows.map(({ reference }) => reference);
    },
    journal,
  };
};

test('a till that moves to a new computer goes on with its journal, from the first page of the set-up', async () => {
  const office = await officeWithTill();
  const home = freshHome();
  const keyring = mkdtempSync(join(tmpdir(), 'keyring-'));
  const gateways = await openBothGateways();
  const station = await openStation({
    home,
    setUp: true,
    env: gateways.environment(home),
    session: keyringSession(electronExecutable(), { home: keyring }),
    args: ['--password-store=gnome-libsecret'],
  });
  onTestFinished(async () => {
    await station.close();
    await gateways.close();
    removeHome(home);
    rmSync(keyring, { recursive: true, force: true });
  });
  const { till, app } = station;
  await app.evaluate(({ net }) => void Object.assign(net, { isOnline: () => true }));
  const hands = touch(till);

  await atStep(till, 'start');
  await hands.press('set-up-restore');
  await fillShop(till, hands);
  await enterAccount(till, hands, 'test');
  expect(await verdicts(till, 'good')).toEqual(PASSED);
  // Display, printer and people can wait until the journal is here.
  await hands.press('set-up-next');
  await atStep(till, 'finish');
  await hands.press('set-up-finish');
  await hands.type('first-manager-name', OWNER.name);
  await hands.type('first-manager-pin', OWNER.pin);
  await hands.type('first-manager-pin-again', OWNER.pin);
  await hands.press('first-manager-save');

  // The code is made now, since it lasts for ten minutes.
  await hands.type('office-address', office.url);
  await hands.type('office-code', await office.code());
  await hands.press('office-restore');
  await hands.press('office-take-place');
  await till.getByText('This till now runs on this computer').waitFor();
  const told = office.journal.rows.map(([, reference]) => reference);
  await expect
    .poll(async () => (await office.rows()).length, { timeout: PATIENCE_MS })
    .toBeGreaterThan(told.length);
  expect((await office.rows()).slice(0, told.length)).toEqual(told);
});
