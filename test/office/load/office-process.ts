/** A real process of the office, as `npm run office` starts it. */
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface OfficeProcess {
  readonly url: string;
  readonly pid: number;
  /** Of the first account; undefined where there is one. */
  readonly ownerCode: string | undefined;
  /** At once, without a word. */
  kill(): Promise<void>;
}

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });

/** What it prints until it has started. */
const toldBy = async (child: ChildProcess): Promise<string> => {
  if (!child.stdout) throw new Error('The office says nothing');
  let text = '';
  for await (const line of createInterface({ input: child.stdout })) {
    text += `${line}\n`;
    if (line.includes('Ctrl+C')) return text;
  }
  throw new Error('The office has not started');
};

/** `complaints`: whether its surprises are shown. */
export const startOfficeProcess = async (
  database: string,
  home: string,
  complaints: 'inherit' | 'ignore',
): Promise<OfficeProcess> => {
  const child = spawn(process.execPath, ['scripts/office/office.ts'], {
    env: {
      ...process.env,
      COUNTERTOP_OFFICE_DATABASE_URL: database,
      COUNTERTOP_OFFICE_HOME: home,
      COUNTERTOP_OFFICE_PORT: '0',
    },
    stdio: ['ignore', 'pipe', complaints],
  });
  const endIt = (): void => void child.kill('SIGKILL');
  process.once('exit', endIt);
  const told = await toldBy(child);
  child.stdout.resume();
  const [url] = /https?:\/\/\S+/.exec(told) ?? [];
  if (url === undefined || child.pid === undefined) throw new Error('The office has not started');
  return {
    url,
    pid: child.pid,
    ownerCode: /once: (\S+)/.exec(told)?.[1],
    kill: async () => {
      process.removeListener('exit', endIt);
      endIt();
      await ended(child);
    },
  };
};
