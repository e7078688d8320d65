import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import type { Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { PATIENCE_MS } from '../support/patience.ts';
import { windowOf } from '../support/windows/window-of.ts';

/** The packaged program in its real windows. */
export interface PackagedStation {
  readonly till: Page;
  readonly customer: Page;
  /** Exit code of the program itself, or of the shell that became it. */
  readonly pid: number;
  /** Starts a second instance on the same data folder, as an impatient cashier does. Resolves to its exit code. */
  startAgain(): Promise<number | null>;
  /** Closes the till's window. Resolves to the program's exit code. */
  close(): Promise<number | null>;
  /** Kills it like a power cut; resolves once it has ended. */
  kill(): Promise<void>;
}

const exitOf = (program: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => program.once('exit', (code) => resolve(code)));

const start = (executable: string, home: string, args: readonly string[]): ChildProcess => {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('COUNTERTOP_'));
  const isRoot = process.platform === 'linux' && process.geteuid?.() === 0;
  return spawn(executable, [...args, ...(isRoot ? ['--no-sandbox'] : [])], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...Object.fromEntries(inherited), COUNTERTOP_HOME: home },
  });
};

/** Chromium prints its debugging address to stderr. */
const debuggerAddress = (program: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let output = '';
    program.stderr?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      const address = /DevTools listening on (ws:\S+)/.exec(output)?.[1];
      if (address) resolve(address);
    });
    program.once('error', reject);
    program.once('exit', (code, signal) => {
      reject(new Error(`the program ended with ${String(code ?? signal)}: ${output.slice(-2000)}`));
    });
  });

/** Starts the program with additional arguments; its stderr is a pipe. */
export type StartProgram = (args: readonly string[]) => ChildProcess;

/**
 * Starts a packaged program on this data folder.
 * @throws Error with the program's stderr if it ends at once
 */
export const openPackaged = (executable: string, home: string): Promise<PackagedStation> =>
  openStarted((args) => start(executable, home, args));

/**
 * Drives a packaged program. Its fuses keep Playwright out of the main process, so only its windows are
 * driven, through Chromium's debugging port.
 * @throws Error with the program's stderr if it ends at once
 */
export const openStarted = async (startProgram: StartProgram): Promise<PackagedStation> => {
  const program = startProgram(['--remote-debugging-port=0']);
  const exit = exitOf(program);
  try {
    const browser = await chromium.connectOverCDP(await debuggerAddress(program));
    const [context] = browser.contexts();
    if (!context) throw new Error('the program shows no windows');
    context.setDefaultTimeout(PATIENCE_MS);
    const [till, customer] = await Promise.all([windowOf(context, 'till'), windowOf(context, 'customer')]);
    return {
      till,
      customer,
      pid: program.pid ?? 0,
      startAgain: () => exitOf(startProgram([])),
      close: async () => {
        await till.close();
        return exit;
      },
      kill: async () => {
        program.kill('SIGKILL');
        await exit;
      },
    };
  } catch (error) {
    program.kill('SIGKILL');
    throw error;
  }
};
