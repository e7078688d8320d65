/** The office as an owner starts it, with `npm run office`, in its own process and folder. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeHome } from '../../support/station.ts';

const root = join(import.meta.dirname, '..', '..', '..');

export interface RunningOffice {
  /** 'http://127.0.0.1:7480'. */
  readonly url: string;
  /** The printed code, which makes the owner's account. */
  readonly ownerCode: string;
  close(): Promise<void>;
}

const PRINTED = /at (http:\S+)\n.*once: (\S+)\n/s;

export const startOffice = async (): Promise<RunningOffice> => {
  const home = mkdtempSync(join(tmpdir(), 'countertop-office-'));
  const office = spawn(process.execPath, [join(root, 'scripts', 'office', 'office.ts')], {
    env: { ...process.env, COUNTERTOP_OFFICE_HOME: home, COUNTERTOP_OFFICE_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(office, 'exit');
  let printed = '';
  for await (const chunk of office.stdout) {
    printed += String(chunk);
    if (PRINTED.test(printed)) break;
  }
  const [, url = '', ownerCode = ''] = PRINTED.exec(printed) ?? [];
  return {
    url,
    ownerCode,
    close: async () => {
      office.kill('SIGTERM');
      await ended;
      removeHome(home);
    },
  };
};
