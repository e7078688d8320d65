/** A till at work that is connected to a hostile office, or is just being connected to it. */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { CallInput, CallName } from '#contract/calls.ts';
import type { Reply } from '#contract/problem.ts';
import { defaultSettings } from '#domain/shop/settings/settings.ts';
import { startSimulator } from '#simulator/simulator.ts';
import { verify } from '#sqlite/check/verify.ts';
import { openTill } from '../../../src-main/till.ts';
import { credential } from '../../../test/support/office/fake-office.ts';
import { memoryOfficeVault } from '../../../test/support/office/memory-office.ts';
import { plainTillPorts } from '../../../test/support/plain-ports.ts';
import type { Seen, Stance } from './hostile-office.ts';

const SITE = { siteId: '30201', apiKey: 'key-of-the-attacked-shop' };

const startOffice = async (stance: Stance, elsewhere: string) => {
  const worker = new Worker(new URL('hostile-office.ts', import.meta.url), {
    workerData: { stance, elsewhere },
  });
  const [{ port }] = (await once(worker, 'message')) as [{ port: number }];
  return {
    address: `http://127.0.0.1:${port}`,
    seen: async (): Promise<Seen> => {
      worker.postMessage('seen');
      const [seen] = (await once(worker, 'message')) as [Seen];
      return seen;
    },
    close: () => worker.terminate(),
  };
};

/** What somebody at the till would notice while it is attacked. */
export interface Watched {
  readonly longestPauseMs: number;
  readonly grownBytes: number;
}

export interface AttackedByOffice {
  readonly address: string;
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<Reply<unknown>>;
  /** For how long main did nothing else at most, and by how much its memory has grown, while that was done. */
  watch(act: () => Promise<unknown>): Promise<Watched>;
  seen(): Promise<Seen>;
  isJournalSound(): boolean;
  /** Files of a journal that was to take its place. */
  drafts(): readonly string[];
  stop(): Promise<void>;
  close(): Promise<void>;
}

const folderIn = (home: string): string => join(home, 'bench');

/** By processor time, so that whatever else this computer does makes no till look slow. */
const watching = async (act: () => Promise<unknown>): Promise<Watched> => {
  const before = process.memoryUsage().rss;
  let used = process.threadCpuUsage();
  let longest = 0;
  const turn = setInterval(() => {
    const { user, system } = process.threadCpuUsage(used);
    used = process.threadCpuUsage();
    longest = Math.max(longest, user + system);
  }, 5);
  await act();
  clearInterval(turn);
  return {
    longestPauseMs: Math.round(longest / 1_000),
    grownBytes: Math.max(0, process.memoryUsage().rss - before),
  };
};

/** `connected`: the credential of this office is kept; otherwise the till is fresh and knows none. */
export const attackedByOffice = async (
  stance: Stance,
  connected: boolean,
  elsewhere: string,
): Promise<AttackedByOffice> => {
  const home = mkdtempSync(join(tmpdir(), 'countertop-attack-office-'));
  const office = await startOffice(stance, elsewhere);
  const simulator = await startSimulator({ ...SITE, amountEndings: false });
  const identity = { environment: 'bench', siteId: SITE.siteId, terminal: defaultSettings.terminal } as const;
  const vault = memoryOfficeVault(connected ? { ...credential, address: office.address } : null);
  const till = await openTill({
    ...plainTillPorts(home),
    officeVault: () => vault,
    bench: { origin: simulator.url, apiKey: SITE.apiKey, identity },
  });
  let isRunning = true;
  const stop = async (): Promise<void> => {
    if (isRunning) await till.stop();
    isRunning = false;
  };
  return {
    address: office.address,
    call: (name, input) => till.call(name, input),
    watch: watching,
    seen: () => office.seen(),
    isJournalSound: () => verify(join(folderIn(home), 'journal.db'), new Map()).ok,
    drafts: () =>
      existsSync(folderIn(home)) ? readdirSync(folderIn(home)).filter((name) => /restor/.test(name)) : [],
    stop,
    close: async () => {
      await stop();
      await simulator.close();
      await office.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
};
