import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import type { ElectronApplication, Page } from 'playwright-core';
import { _electron } from 'playwright-core';
import type { CallName, EventName, EventPayload, SessionView, TillSnapshot } from '#contract';
import { PATIENCE_MS } from '../../support/patience.ts';
import { ELECTRON_ARGS, electronExecutable } from '../../support/station.ts';
import { historyPage } from './history-views.ts';
import { appearance, signedIn, snapshot } from './views.ts';

/** The built till window in a real Electron, with a main process that only does what the test says. */
export interface TillWindow {
  readonly page: Page;
  /** Reloads the window; main answers with this view, and with a plain `ok` to calls that return nothing. */
  open(view?: Partial<TillSnapshot>, session?: SessionView): Promise<void>;
  /** As a till that waits for its passphrase. */
  openLocked(): Promise<void>;
  /**
   * What main answers to a call from now on; 'held' leaves it unanswered until `release`, and 'followed' has the window
   * shown in the look that it chooses.
   */
  reply(name: CallName, reply: unknown): Promise<void>;
  release(reply: unknown): Promise<void>;
  push<N extends EventName>(name: N, payload: EventPayload<N>): Promise<void>;
  /** The inputs of all calls of that name since the window was opened. */
  calls(name: CallName): Promise<readonly unknown[]>;
  size(width: number, height: number): Promise<void>;
  scheme(source: 'light' | 'dark'): Promise<void>;
  close(): Promise<void>;
}

const OUT = process.env.COUNTERTOP_TEST_OUT ?? join(import.meta.dirname, '..', '..', '..', 'out');
const DONE = { ok: true, value: {} };

type Script = Record<string, (...given: readonly unknown[]) => unknown>;

const launch = async (): Promise<ElectronApplication> => {
  const home = mkdtempSync(join(tmpdir(), 'countertop-window-'));
  process.once('exit', () => rmSync(home, { recursive: true, force: true }));
  const app = await _electron.launch({
    executablePath: electronExecutable(),
    args: [join(import.meta.dirname, 'electron'), ...ELECTRON_ARGS],
    env: { ...process.env, HARNESS_OUT: OUT, HARNESS_HOME: home },
    timeout: PATIENCE_MS,
  });
  app.context().setDefaultTimeout(PATIENCE_MS);
  await app.evaluate(({ app: electron }) => electron.whenReady());
  return app;
};

/** Starting Electron costs more than most files that use it. Playwright ends it with the process. */
let shared: Promise<ElectronApplication> | undefined;

const inMain = (app: ElectronApplication, method: string, ...given: readonly unknown[]): Promise<unknown> =>
  app.evaluate(
    (_electronApi, call) =>
      (globalThis as unknown as { harness: Script }).harness[call.method]?.(...call.given),
    { method, given },
  );

/**
 * A window of its own, in an Electron that the test files of this process share.
 * @param alone in its own Electron: a test that stops the clock stops it for every later window
 */
export const openTillWindow = async ({ alone = false } = {}): Promise<TillWindow> => {
  const app = await (alone ? launch() : (shared ??= launch()));
  const id = (await inMain(app, 'add')) as number;
  const isOwn = (page: Page): boolean => page.url() === `about:blank#${id}`;
  const page = app.windows().find(isOwn) ?? (await app.waitForEvent('window', { predicate: isOwn }));
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const script = (method: string, ...given: readonly unknown[]): Promise<unknown> =>
    inMain(app, method, id, ...given);
  return {
    page,
    open: async (view = {}, session = signedIn()) => {
      await script('open', {
        'till.snapshot': { ok: true, value: snapshot(view) },
        'appearance.read': { ok: true, value: appearance() },
        'display.read': { ok: true, value: { fault: null, own: null, code: 0, kiosk: 'off' } },
        'session.read': { ok: true, value: session },
        'setUp.read': { ok: true, value: { stage: 'done', opens: false, kept: null, rollOutFault: null } },
        'setUp.restoring': { ok: true, value: null },
        'session.touch': DONE,
        'payments.dismiss': DONE,
        'payments.cancel': DONE,
        'training.act': DONE,
        'day.showExports': DONE,
        'history.page': { ok: true, value: historyPage() },
        'history.cashiers': { ok: true, value: [] },
        'audit.people': { ok: true, value: [] },
      });
      await page.getByTestId(session.stage === 'signed-in' ? 'payment-state' : 'sound').waitFor();
    },
    openLocked: async () => {
      await script('open', {
        'till.snapshot': 'held',
        'appearance.read': { ok: true, value: appearance() },
        'passphrase.read': { ok: true, value: { asks: true, wait: 0 } },
      });
      await page.getByTestId('unlock').waitFor();
    },
    reply: async (name, reply) => {
      await script('reply', name, reply);
    },
    release: async (reply) => {
      await script('release', reply);
    },
    push: async (name, payload) => {
      await script('push', name, payload);
    },
    calls: async (name) => (await script('calls', name)) as readonly unknown[],
    size: (width, height) => page.setViewportSize({ width, height }),
    scheme: (source) => page.emulateMedia({ colorScheme: source }),
    close: async () => {
      await (alone ? app.close() : script('close'));
    },
  };
};
