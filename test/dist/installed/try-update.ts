/**
 * A till that updates itself, as root: node test/dist/installed/try-update.ts <deb> <feed> <later> <folder for pictures>.
 * `feed` has this version and the next one; `later` a version after it that does not start. One line per step.
 */
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { problemNumber } from '#contract/problem-numbers.ts';
import { typeByHand } from '../../support/cashier.ts';
import { PATIENCE_MS } from '../../support/patience.ts';
import { tillState } from '../../support/station.ts';
import { windowOf } from '../../support/windows/window-of.ts';
import { ok } from '../packaged-steps.ts';
import { installDeb, onThisMachine, output } from './machine.ts';
import { menuCommand } from './menu.ts';
import { freePort, serveFolder } from './serve.ts';

const NAME = 'countertop';

const [deb = '', feed = '', later = '', pictures = ''] = process.argv.slice(2).map((path) => resolve(path));
assert(deb && feed && later && pictures, 'name a package, two folders and one for pictures');
mkdirSync(pictures, { recursive: true });

const installedVersion = (): string => output('dpkg-query', '--show', '--showformat', '${Version}', NAME);

/** A copy of the feed is served, because the offers change during the trial. */
const served = mkdtempSync(join(tmpdir(), 'countertop-feed-'));
cpSync(feed, served, { recursive: true });

/** The installed till; after it restarts itself it is found on the same port. */
class InstalledTill {
  readonly #home: string;
  readonly #port: number;
  #browser: Browser | null = null;

  constructor(home: string, port: number) {
    this.#home = home;
    this.#port = port;
  }

  /** Starts it as from the menu; resolves to its exit code. */
  async start(): Promise<number | null> {
    const switches = ['--no-sandbox', '--ozone-platform=x11', `--remote-debugging-port=${this.#port}`];
    const [command = ''] = menuCommand(NAME);
    const program = spawn(command, switches, {
      stdio: 'ignore',
      env: { ...process.env, COUNTERTOP_HOME: this.#home },
    });
    const [code] = (await once(program, 'exit')) as [number | null];
    return code;
  }

  /** Its window, once it is open. */
  async window(): Promise<Page> {
    const until = performance.now() + PATIENCE_MS;
    for (;;) {
      try {
        this.#browser = await chromium.connectOverCDP(`http://127.0.0.1:${this.#port}`);
        const [context] = this.#browser.contexts();
        assert(context);
        context.setDefaultTimeout(PATIENCE_MS);
        const till = await windowOf(context, 'till');
        await tillState(till, 'idle');
        return till;
      } catch (error) {
        if (performance.now() > until) throw error;
        await wait(500);
      }
    }
  }
}

/** A program that has ended itself is no longer our child. */
const isRunning = (): boolean => spawnSync('pgrep', ['--full', '/countertop --no-sandbox']).status === 0;

const readUpdates = async (till: Page) => {
  const reply = await till.evaluate(() => window.countertop.call('updates.read', {}));
  assert(reply.ok);
  return reply.value;
};

const fetched = async (till: Page, version: string): Promise<void> => {
  await till.evaluate(() => window.countertop.call('updates.check', {}));
  await openHealth(till);
  await till.locator('[data-testid="updates"][data-stage="ready"]').waitFor();
  assert.equal((await readUpdates(till)).offered, version);
  ok(`${version} is offered, fetched and checked`);
};

const openHealth = async (till: Page): Promise<void> => {
  await till.getByTestId('rail-settings').click();
  await till.getByTestId('topic-health').click();
  await till.getByTestId('updates').scrollIntoViewIfNeeded();
};

const picture = async (till: Page, name: string): Promise<void> => {
  await till.screenshot({ path: join(pictures, `${name}.png`) });
};

const install = async (till: Page): Promise<void> => {
  await till.getByTestId('updates-now').click();
  await till.getByTestId('updates-yes').click();
};

const refusedWhilePaying = async (till: Page, version: string): Promise<void> => {
  await till.getByTestId('rail-sale').click();
  await typeByHand(till, '8800');
  await till.keyboard.press('Enter');
  await till.getByTestId('training-scan').click();
  await tillState(till, 'pending');
  await openHealth(till);
  await install(till);
  const problem = till.getByTestId('updates-problem');
  await problem.getByText(String(problemNumber('update-unresolved'))).waitFor();
  assert.equal(installedVersion(), version);
  await picture(till, 'update-1-refused');
  ok('while a payment is unresolved nothing is installed, and the till says so');
  await till.getByTestId('rail-sale').click();
  await till.getByTestId('training-pay').click();
  await tillState(till, 'paid');
};

const isVersion = async (till: Page, version: string, name: string): Promise<void> => {
  await openHealth(till);
  assert.equal((await readUpdates(till)).version, version);
  await picture(till, name);
  assert.equal(installedVersion(), version);
};

/** Checks every half second, for as long as a window test would wait. */
const until = async (isSo: () => boolean): Promise<void> => {
  const last = performance.now() + PATIENCE_MS;
  while (!isSo()) {
    assert(performance.now() < last, 'it did not happen');
    await wait(500);
  }
};

/** What the journal says about the program, oldest first. */
const recorded = async (till: Page): Promise<readonly string[]> => {
  const reply = await till.evaluate(() =>
    window.countertop.call('audit.page', { before: null, person: null, kind: 'program-changed' }),
  );
  assert(reply.ok);
  return reply.value.lines.map(({ detail }) => detail).toReversed();
};

/**
 * How often a newly installed version was started without showing its first screen; -1 if none was installed.
 */
const countedStarts = (): number => {
  const noted = readFileSync(join(home, 'updates', 'update.json'), 'utf8');
  return Number(/"starts": (\d+)/.exec(noted)?.[1] ?? -1);
};

const verified = (): void => {
  const journal = join(home, 'training', 'journal.db');
  const script = join(import.meta.dirname, '..', '..', '..', 'scripts', 'journal.ts');
  const verdict = execFileSync(process.execPath, [script, 'verify', journal], { encoding: 'utf8' });
  ok(`journal verify: ${verdict.trim()}`);
};

console.log(`${deb} and what a feed offers it:`);
const { address, close } = await serveFolder(served);
const home = mkdtempSync(join(tmpdir(), 'countertop-updated-'));
try {
  await onThisMachine(NAME, async () => {
    installDeb(deb);
    const [first, second, broken] = ['0', '1', '2'].map((last) => installedVersion().replace(/\d+$/, last));
    writeFileSync(join(home, 'settings.json'), JSON.stringify({ updateFeed: address }));
    const installed = new InstalledTill(home, await freePort());

    const ended = installed.start();
    // If it never starts, its missing window is noticed first.
    ended.catch(() => undefined);
    let till = await installed.window();
    await fetched(till, second ?? '');
    await refusedWhilePaying(till, first ?? '');
    await openHealth(till);
    await picture(till, 'update-2-ready');
    await install(till);
    assert.equal(await ended, 0);
    ok(`${first ?? ''} has ended for the update`);
    till = await installed.window();
    await isVersion(till, second ?? '', 'update-3-installed');
    ok(`${second ?? ''} is installed and has started by itself`);

    cpSync(later, served, { recursive: true });
    await fetched(till, broken ?? '');
    await install(till);
    await until(() => countedStarts() === 1 && !isRunning());
    assert.equal(installedVersion(), broken);
    ok(`${broken ?? ''}, which does not start, is installed`);
    assert.equal(await installed.start(), 7);
    await installed.start();
    till = await installed.window();
    await isVersion(till, second ?? '', 'update-4-rolled-back');
    assert.equal((await readUpdates(till)).problem?.code, 'update-rolled-back');
    ok(`${second ?? ''} is back, and says that ${broken ?? ''} did not start`);
    assert.deepEqual(await recorded(till), [
      `${first ?? ''}, ${second ?? ''}, update`,
      `${second ?? ''}, ${broken ?? ''}, update`,
      `${broken ?? ''}, ${second ?? ''}, rolled-back`,
    ]);
    ok('the audit log has all three changes');
    await till.close();
    await until(() => !isRunning());
    verified();
  });
} finally {
  close();
  for (const folder of [home, served]) rmSync(folder, { recursive: true, force: true });
}
