/** One station through many power cuts, and what its journal and the gateway's records say in the end. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { freshHome, removeHome } from '../../support/station.ts';
import type { StormGateway } from './gateway.ts';
import { LOST_PRICE, openStormGateway } from './gateway.ts';
import type { Station } from './life.ts';
import { oneLife } from './life.ts';
import type { Cut, Life } from './plan.ts';
import type { Settled } from './settle.ts';
import { noneOf, settle } from './settle.ts';
import type { GatewayRecords } from './verdict.ts';

export interface StormOptions {
  readonly lives: readonly Life[];
  /** How long the till may take to learn every outcome once disturbances have ended. */
  readonly settleWithinMs: number;
  readonly onKill?: () => void;
  /** Which of several tills on one gateway it is; alone, it has a gateway of its own. */
  readonly beside?: { readonly gateway: StormGateway; readonly till: number };
}

export interface StormReport extends Settled {
  /** What each power cut came after. */
  readonly cuts: readonly Cut['after'][];
}

/**
 * After this many restarts SQLite's write-ahead log is deleted, as by a clean-up tool or a copy of the single
 * file.
 */
const LOG_LOST_EVERY = 10;

const loseLog = (home: string): void => {
  for (const suffix of ['-wal', '-shm']) rmSync(join(home, 'bench', `journal.db${suffix}`), { force: true });
};

/**
 * The difference between the prices of two tills on one gateway; a lost payment adds more, see `gateway.ts`.
 */
const PRICES_APART = 200_000;

const pricesOf = (till: number) => {
  const priceFrom = till * PRICES_APART;
  const isOwned = ({ amount }: { readonly amount: number }): boolean =>
    Math.floor((amount % LOST_PRICE) / PRICES_APART) === till;
  const owned = ({ payments, refunds }: GatewayRecords): GatewayRecords => {
    const own = payments.filter(isOwned);
    const references = new Set(own.map(({ reference }) => reference));
    return { payments: own, refunds: refunds.filter((one) => references.has(one.paymentReference)) };
  };
  return { priceFrom, owned };
};

/** Tills on one account have TerminalIDs that begin alike. */
const terminalOf = ({ beside }: StormOptions): Record<string, string> =>
  beside ? { COUNTERTOP_TERMINAL_ID: `HAUPTBAHNHOF-${beside.till + 1}` } : {};

/**
 * Runs the storm on one station with its own data folder and, unless it shares one, its own gateway. Rejects
 * if the till does not start or a window is gone. The folder is kept, and named on stderr, if anything is
 * wrong or unfinished.
 */
export const stormOnStation = async (options: StormOptions): Promise<StormReport> => {
  const home = freshHome();
  const temporary = join(home, 'temporary');
  mkdirSync(temporary);
  const { beside } = options;
  const gateway = beside?.gateway ?? (await openStormGateway(join(home, 'gateway.jsonl')));
  // Nobody sees these windows, and a killed Chromium leaves its temporary files behind.
  const station: Station = {
    app: { home, gateway, env: { TMPDIR: temporary, ...terminalOf(options) } },
    gateway,
    isAlone: beside === undefined,
    ...pricesOf(beside?.till ?? 0),
  };
  const reportHome = (): void =>
    console.error(`The journal, the gateway's records and the log are kept in ${home}.`);
  process.once('exit', reportHome);
  let isKept = true;
  try {
    const cuts: Cut['after'][] = [];
    for (const [number, life] of options.lives.entries()) {
      if (number % LOG_LOST_EVERY === LOG_LOST_EVERY - 1) loseLog(home);
      cuts.push(await oneLife(station, life, number));
      options.onKill?.();
    }
    const report = { cuts, ...(await settle(station, options.settleWithinMs)) };
    isKept = !noneOf(report.wrongs);
    return report;
  } finally {
    if (!beside) await gateway.close();
    process.off('exit', reportHome);
    if (isKept) reportHome();
    else removeHome(home);
  }
};
