/** One station through many power cuts, and what its journal and the gateway's records say in the end. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { freshHome, removeHome } from '../../support/station.ts';
import { openStormGateway } from './gateway.ts';
import type { Station } from './life.ts';
import { oneLife } from './life.ts';
import type { Cut, Life } from './plan.ts';
import type { Settled } from './settle.ts';
import { noneOf, settle } from './settle.ts';

export interface StormOptions {
  readonly lives: readonly Life[];
  /** How long the till may take to learn every outcome once disturbances have ended. */
  readonly settleWithinMs: number;
  readonly onKill?: () => void;
}

export interface StormReport extends Settled {
  /** What each power cut came after. */
  readonly cuts: readonly Cut['after'][];
}

/**
 * Runs the storm on one station with its own data folder and gateway. Rejects when the till does not start or a window
 * is gone. The folder is kept, and named on stderr, if anything is wrong or unfinished.
 */
export const stormOnStation = async (options: StormOptions): Promise<StormReport> => {
  const home = freshHome();
  const temporary = join(home, 'temporary');
  mkdirSync(temporary);
  const gateway = await openStormGateway(join(home, 'gateway.jsonl'));
  // Nobody sees these windows, and a killed Chromium leaves its temporary files behind.
  const station: Station = {
    app: { home, gateway, args: ['--disable-gpu'], env: { TMPDIR: temporary } },
    gateway,
  };
  const reportHome = (): void =>
    console.error(`The journal, the gateway's records and the log are kept in ${home}.`);
  process.once('exit', reportHome);
  let isKept = true;
  try {
    const cuts: Cut['after'][] = [];
    for (const [number, life] of options.lives.entries()) {
      cuts.push(await oneLife(station, life, number));
      options.onKill?.();
    }
    const report = { cuts, ...(await settle(station, options.settleWithinMs)) };
    isKept = !noneOf(report.wrongs);
    return report;
  } finally {
    await gateway.close();
    process.off('exit', reportHome);
    if (isKept) reportHome();
    else removeHome(home);
  }
};
