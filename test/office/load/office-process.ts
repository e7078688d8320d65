/** A real process of the office, as `npm run office` starts it. */
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface OfficeProcess {
  readonly url: string;
  /** At once, without a word. */
  kill(): Promise<void>;
}

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });

const addressOf = async (child: ChildProcess): Promise<string> => {
  if (!child.stdout) throw new Error('The office says nothing');
  for await (const line of createInterface({ input: child.stdout })) {
    const [url] = /https?:\/\/\S+/.exec(line) ?? [];
    if (url !== undefined) return url;
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
  const url = await addressOf(child);
  child.stdout.resume();
  return {
    url,
    kill: async () => {
      process.removeListener('exit', endIt);
      endIt();
      await ended(child);
    },
  };
};
