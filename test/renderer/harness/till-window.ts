import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { _electron } from 'playwright-core';
import type { CallName, EventName, EventPayload, TillSnapshot } from '#contract';
import { electronExecutable } from '../../support/station.ts';
import { snapshot } from './views.ts';

export interface Call {
  readonly name: CallName;
  readonly input: unknown;
}

interface Harness {
  replies: Record<string, unknown>;
  calls: Call[];
  release: (reply: unknown) => void;
  push: (name: string, payload: unknown) => void;
  size: (width: number, height: number) => void;
  scheme: (source: 'light' | 'dark') => void;
  open: () => Promise<void>;
}

/** The built till window in a real Electron, with a main process that only does what the test says. */
export interface TillWindow {
  readonly page: Page;
  /** Loads the window anew; main answers with these, and with `ok` and nothing to putAway, cancel and training. */
  open(view?: Partial<TillSnapshot>): Promise<void>;
  /** What main answers to a call from now on; 'held' leaves it unanswered until `release`. */
  reply(name: CallName, reply: unknown): Promise<void>;
  release(reply: unknown): Promise<void>;
  push<N extends EventName>(name: N, payload: EventPayload<N>): Promise<void>;
  calls(name: CallName): Promise<readonly unknown[]>;
  size(width: number, height: number): Promise<void>;
  scheme(source: 'light' | 'dark'): Promise<void>;
  close(): Promise<void>;
}

const OUT = process.env.COUNTERTOP_TEST_OUT ?? join(import.meta.dirname, '..', '..', '..', 'out');
const DONE = { ok: true, value: {} };

export const openTillWindow = async (): Promise<TillWindow> => {
  const home = mkdtempSync(join(tmpdir(), 'countertop-window-'));
  const app = await _electron.launch({
    executablePath: electronExecutable(),
    args: [join(import.meta.dirname, 'main.cjs')],
    env: { ...process.env, HARNESS_OUT: OUT, HARNESS_SIZE: '1024x600', HARNESS_HOME: home } as Record<string, string>,
  });
  const page = await app.firstWindow();
  const inMain = async <A, R>(run: (harness: Harness, given: A) => R, given: A): Promise<R> =>
    (await app.evaluate(
      (_electronApi, { body, value }) =>
        // eslint-disable-next-line @typescript-eslint/no-implied-eval -- runs in the harness's main process
        (new Function('harness', 'given', `return (${body})(harness, given)`) as (h: unknown, g: unknown) => unknown)(
          (globalThis as unknown as { harness: unknown }).harness,
          value,
        ),
      { body: run.toString(), value: given },
    )) as R;
  return {
    page,
    open: async (view = {}) => {
      const replies = {
        'till.snapshot': { ok: true, value: snapshot(view) },
        'payments.putAway': DONE,
        'payments.cancel': DONE,
        'training.act': DONE,
        'day.showExports': DONE,
      };
      await inMain((harness, given) => {
        harness.replies = given;
        harness.calls = [];
        return harness.open();
      }, replies);
      await page.getByTestId('payment-state').waitFor();
    },
    reply: async (name, reply) => {
      await inMain((harness, given) => (harness.replies[given.name] = given.reply), { name, reply });
    },
    release: async (reply) => {
      await inMain((harness, given) => harness.release(given), reply);
    },
    push: async (name, payload) => {
      await inMain((harness, given) => harness.push(given.name, given.payload), { name, payload });
    },
    calls: async (name) =>
      inMain(
        (harness, given) => harness.calls.filter((call) => call.name === given).map(({ input }) => input),
        name,
      ),
    size: async (width, height) => {
      await inMain((harness, given) => harness.size(given.width, given.height), { width, height });
      await page.waitForFunction(([wide, high]) => innerWidth === wide && innerHeight === high, [width, height]);
    },
    scheme: async (source) => {
      await inMain((harness, given) => harness.scheme(given), source);
    },
    close: async () => {
      await app.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
};
