import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type * as Electron from 'electron';
import { vi } from 'vitest';
import type { WindowRole } from '#contract/calls.ts';
import { PATIENCE_MS } from './patience.ts';
import type { Gateway } from './station.ts';
import { ELECTRON_ARGS, electronExecutable, stationEnvironment } from './station.ts';

const root = join(import.meta.dirname, '..', '..');

/**
 * The real app without Playwright, under which a reloaded page hangs. It is driven through the inspector of its main
 * process.
 */
export interface BareStation {
  /** Runs a self-contained function in the main process. */
  inMain<T, A>(act: (electron: typeof Electron, input: A) => T | Promise<T>, input: A): Promise<T>;
  /** Runs an expression in the page of a window. */
  inPage(role: WindowRole, expression: string): Promise<unknown>;
  /** Asks it to quit, as a system shutdown does, and returns its exit code; null after a signal. */
  stop(): Promise<number | null>;
}

const TITLES = { till: 'Countertop – Till', customer: 'Countertop – Customer' } as const;

/** The address that the inspector prints on stderr. */
const inspectorOf = async (app: ChildProcess): Promise<string> => {
  let said = '';
  for await (const chunk of app.stderr!.iterator({ destroyOnReturn: false })) {
    said += String(chunk);
    const address = /Debugger listening on (ws:\S+)/.exec(said)?.[1];
    if (address) return address;
  }
  throw new Error(`The app ended before it could be asked: ${said}`);
};

interface Answer {
  readonly id: number;
  readonly result?: { readonly result: { readonly value: unknown }; readonly exceptionDetails?: unknown };
  /** The evaluation failed, for example because its page is gone. */
  readonly error?: unknown;
}

type Ask = (expression: string, awaitPromise: boolean) => Promise<unknown>;

/** Evaluates expressions by the inspector's protocol; the value is undefined when the app has ended. */
const askInspector = (socket: WebSocket): Ask => {
  const waiting = new Map<number, (answer: Answer | null) => void>();
  socket.addEventListener('message', ({ data }) => {
    const answer = JSON.parse(String(data)) as Answer;
    waiting.get(answer.id)?.(answer);
  });
  socket.addEventListener('close', () => {
    for (const settle of waiting.values()) settle(null);
  });
  let last = 0;
  return async (expression, awaitPromise) => {
    if (socket.readyState !== WebSocket.OPEN) return undefined;
    const id = (last += 1);
    const params = { expression, awaitPromise, returnByValue: true, includeCommandLineAPI: true };
    const answered = new Promise<Answer | null>((resolve) => waiting.set(id, resolve));
    socket.send(JSON.stringify({ id, method: 'Runtime.evaluate', params }));
    const answer = await answered;
    waiting.delete(id);
    const fault = answer?.error ?? answer?.result?.exceptionDetails;
    if (fault) throw new Error(JSON.stringify(fault));
    return answer?.result?.result.value;
  };
};

/** Starts the app on a fresh home and waits until its till is open. */
export const openBareStation = async (home: string, gateway?: Gateway): Promise<BareStation> => {
  const journalFile = join(home, gateway ? 'bench' : 'training', 'journal.db');
  const app = spawn(electronExecutable(), ['--inspect=0', root, ...ELECTRON_ARGS], {
    env: stationEnvironment(home, gateway),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const exit = once(app, 'exit').then(([code]) => code as number | null);
  const inspector = await inspectorOf(app);
  // An evaluation while Node is still starting would break the start.
  await vi.waitUntil(() => existsSync(journalFile), { timeout: PATIENCE_MS });
  const socket = new WebSocket(inspector);
  await once(socket, 'open');
  const ask = askInspector(socket);
  app.stderr.resume();
  const inMain: BareStation['inMain'] = async (act, input) =>
    ask(`(${act.toString()})(require('electron'), ${JSON.stringify(input)})`, true) as Promise<never>;
  const inPage: BareStation['inPage'] = async (role, expression) =>
    inMain(
      async ({ BrowserWindow }, { title, expression }) => {
        const window = BrowserWindow.getAllWindows().find((one) => one.getTitle() === title);
        if (!window || window.webContents.isCrashed() || window.webContents.isLoading()) return undefined;
        return window.webContents.executeJavaScript(expression) as Promise<unknown>;
      },
      { title: TITLES[role], expression },
    );
  const stop = (): Promise<number | null> => {
    // The app does not exit while an inspector is connected.
    socket.close();
    app.kill('SIGTERM');
    return exit;
  };
  return { inMain, inPage, stop };
};
