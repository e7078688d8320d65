import Database from 'better-sqlite3';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openBareStation } from '../../support/bare-station.ts';
import {
  charge,
  electronExecutable,
  freshHome,
  killApp,
  launchApp,
  openStation,
  removeHome,
  stationEnvironment,
  tillState,
} from '../../support/station.ts';
import { windowOf } from '../../support/windows/window-of.ts';

const root = join(import.meta.dirname, '..', '..', '..');
let home: string;
let journalFile: string;

beforeEach(() => {
  home = freshHome();
  journalFile = join(home, 'training', 'journal.db');
  mkdirSync(join(home, 'training'), { mode: 0o700 });
});
afterEach(() => removeHome(home));

/**
 * Starts the app on that folder until it says why it cannot start; the dialog with the reason must not
 * outlive a SIGTERM.
 */
const expectNoStart = async (where: string, why: RegExp): Promise<void> => {
  const app = spawn(electronExecutable(), [root], {
    env: stationEnvironment(where),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const gone = once(app, 'exit');
  let said = '';
  app.stderr.on('data', (chunk: Buffer) => {
    const before = said;
    said += chunk.toString();
    const line = /^Countertop cannot start: .*\n/m;
    if (line.test(said) && !line.test(before)) app.kill('SIGTERM');
  });
  expect((await gone)[0]).toBe(1);
  expect(/^Countertop cannot start: (.*)$/m.exec(said)?.[1]).toMatch(why);
};

test('a file that is not a journal is quarantined and the till starts; a newer version’s journal ends the start', async () => {
  writeFileSync(journalFile, 'something else, long enough to be looked at'.repeat(50));
  const station = await openStation({ home });
  await station.close();
  expect(readdirSync(join(dirname(journalFile), 'damaged'))).not.toEqual([]);
  const db = new Database(journalFile);
  db.pragma('user_version = 9999');
  db.close();
  await expectNoStart(home, /newer version/);
});

test('a journal that another program holds ends the start with a sentence and exit code 1', async () => {
  const other = new Database(journalFile);
  other.exec('BEGIN EXCLUSIVE');
  await expectNoStart(home, /in use; close the program/);
  other.close();
});

test('a data folder that cannot be written ends the start with what to do and exit code 1', async () => {
  const file = join(home, 'no-folder');
  writeFileSync(file, '');
  await expectNoStart(join(file, 'till'), /cannot be written. Give this user the right to write there/);
});

/** Whether a program other than this one has the file open. */
const isOpenElsewhere = (file: string): boolean =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .some((pid) => {
      try {
        const folder = `/proc/${pid}/fd`;
        return readdirSync(folder).some((fd) => readlinkSync(join(folder, fd)) === file);
      } catch {
        return false; // It ended meanwhile.
      }
    });

test('the till is on the screen before its journal is open, and sells once it is', async () => {
  const slow = new Database(journalFile);
  slow.exec('BEGIN EXCLUSIVE');
  const opening = openStation({ home });
  await expect.poll(() => isOpenElsewhere(journalFile)).toBe(true);
  const openedAt = Date.now();
  slow.exec('COMMIT');
  slow.close();
  const station = await opening;
  const { till } = station;
  const { loadedAt, paintedAfter } = await till.evaluate(() => ({
    loadedAt: performance.timeOrigin,
    paintedAfter: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Infinity,
  }));
  // The journal waits at most three seconds for a page; a computer that needed nearly that long would show
  // nothing.
  expect(paintedAfter).toBeLessThan(Infinity);
  if (paintedAfter < 2_000) expect(loadedAt + paintedAfter).toBeLessThan(openedAt);
  await charge(till, 1250);
  await tillState(till, 'open');
  await station.close();
});

test('of two starts at the same moment one becomes the till and the other exits', async () => {
  const apps = [0, 1].map(() =>
    spawn(electronExecutable(), [root], { env: stationEnvironment(home), stdio: 'ignore' }),
  );
  const ends = apps.map(async (app) => ({ app, code: ((await once(app, 'exit')) as [number])[0] }));
  const first = await Promise.race(ends);
  expect(first.code).toBe(0);
  const stays = apps.find((app) => app !== first.app)!;
  await expect.poll(() => isOpenElsewhere(journalFile)).toBe(true);
  stays.kill('SIGTERM');
  expect((await Promise.all(ends)).map(({ code }) => code)).toEqual([0, 0]);
});

test('a second start shows the till that was hidden; what goes wrong unnoticed in the program is in its log', async () => {
  const station = await openBareStation(home);
  await expect.poll(() => isOpenElsewhere(journalFile)).toBe(true);
  const shown = station.inMain(
    ({ BrowserWindow }) =>
      new Promise<boolean>((resolve) => {
        const till = BrowserWindow.getAllWindows().find((one) => one.getTitle() === 'Countertop – Till');
        till?.hide();
        till?.once('show', () => resolve(till.isVisible()));
      }),
    null,
  );
  const second = spawn(electronExecutable(), [root], { env: stationEnvironment(home), stdio: 'ignore' });
  expect((await once(second, 'exit'))[0]).toBe(0);
  expect(await shown).toBe(true);

  await station.inMain(() => void Promise.reject(new Error('nobody listened')), null);
  expect(await station.stop()).toBe(0);
  const log = readdirSync(join(home, 'logs')).map((name) => readFileSync(join(home, 'logs', name), 'utf8'));
  expect(log.join('')).toMatch(/error unhandled rejection .*nobody listened/);
});

test('a till that is open without its passphrase says where its log is', async () => {
  writeFileSync(join(home, 'passphrase.json'), '{}');
  const gateway = { url: 'http://127.0.0.1:9', siteId: '30201', apiKey: 'bench-key-0123456789' };
  const station = await openStation({ home, gateway });
  const about = await station.till.evaluate(`window.countertop.call('about.read', {})`);
  const { log, data } = (about as { value: { files: Record<string, string> } }).value.files;
  expect([log, data]).toEqual([join(home, 'logs'), join(home, 'training-only')]);
  expect(existsSync(log ?? '')).toBe(true);
  await station.close();
});

/** Starts a till whose pages show something and ask for nothing; settles once its window is painted. */
const startSilent = async (where: string, devServer: string) => {
  const app = await launchApp({ home: where, env: { COUNTERTOP_DEV_SERVER: devServer } });
  const till = await windowOf(app.context(), 'till');
  await till.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
  return { app, till };
};

test('a new version opens no journal before its page asks for something', async () => {
  const pages = createServer((_request, response) => {
    response
      .setHeader('content-type', 'text/html')
      .end('<title>A page</title><body>that asks for nothing</body>');
  }).listen(0, '127.0.0.1');
  await once(pages, 'listening');
  const devServer = `http://127.0.0.1:${(pages.address() as AddressInfo).port}`;
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const begun = { from: '0.0.1', to: version, starts: 0 };
  const note = { newestSeen: null, failed: [], wish: null, begun, untold: null };
  mkdirSync(join(home, 'updates'));
  writeFileSync(join(home, 'updates', 'update.json'), JSON.stringify(note));
  const isNew = await startSilent(home, devServer);

  // By the time a version that is not new has opened its journal, this one would have, too.
  const other = freshHome();
  const isKnown = await startSilent(other, devServer);
  await expect.poll(() => existsSync(join(other, 'training', 'journal.db'))).toBe(true);
  expect(existsSync(journalFile)).toBe(false);

  await isNew.till.evaluate(`void window.countertop.call('till.snapshot', {})`);
  await expect.poll(() => existsSync(journalFile)).toBe(true);
  await Promise.all([isNew, isKnown].map(async ({ app }) => killApp(app)));
  removeHome(other);
  pages.close();
});
