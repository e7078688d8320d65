/** One station through many power cuts, and what its journal and the gateway's books say in the end. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { StationOptions } from '../../support/station.ts';
import { freshHome, killApp, launchApp, openStation, removeHome } from '../../support/station.ts';
import { answerShown, cashierActs } from './cashier.ts';
import type { StormGateway } from './gateway.ts';
import { openStormGateway } from './gateway.ts';
import type { Cut, Life } from './plan.ts';
import type { Row } from './verdict.ts';
import { brokenChain, doubledIn, isStirring, lostBetween, readRows } from './verdict.ts';

export interface StormOptions {
  readonly lives: readonly Life[];
  /** How long the till may take to find out everything once the weather is fine. */
  readonly settleWithinMs: number;
  readonly onKill?: () => void;
}

export interface StormReport {
  /** What each power cut came after. */
  readonly cuts: readonly Cut['after'][];
  /** Every payment in the journal. */
  readonly rows: readonly Row[];
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly brokenChain: string | undefined;
}

interface Station {
  readonly app: StationOptions & { readonly home: string };
  readonly gateway: StormGateway;
}

/** No two moments of a storm have the same price. */
const priceOf = (life: number, moment: number): number => 10_000 + 100 * life + moment;

/** Acts until the moment of the power cut, and tells what that moment was. */
const liveOn = async (
  till: Page,
  gateway: StormGateway,
  life: Life,
  number: number,
): Promise<Cut['after']> => {
  const { moments, cut } = life;
  for (const [index, { weather, customer, wishes, thenMs }] of moments.entries()) {
    if (weather) await gateway.weather(weather);
    if (customer) await gateway.customer(customer);
    const deed = await cashierActs(till, wishes, priceOf(number, index));
    if (cut.after === 'answer' && deed === 'charge') await answerShown(till);
    if (deed === cut.after || (cut.after === 'answer' && deed === 'charge')) {
      await pause(cut.pauseMs);
      return cut.after;
    }
    await pause(thenMs);
  }
  return 'nothing';
};

/** From a start to a power cut. */
const oneLife = async (station: Station, life: Life, number: number): Promise<Cut['after']> => {
  if (life.cut.after === 'power-on') {
    const app = await launchApp(station.app);
    await pause(life.cut.pauseMs);
    await killApp(app);
    return 'power-on';
  }
  const opened = await openStation(station.app);
  try {
    return await liveOn(opened.till, station.gateway, life, number);
  } finally {
    await opened.kill();
  }
};

const LOOK_EVERY_MS = 1_000;

/** Fine weather until both sides say the same, or until patience ends. */
const settle = async ({ app, gateway }: Station, withinMs: number): Promise<Omit<StormReport, 'cuts'>> => {
  const journalFile = join(app.home, 'bench', 'journal.db');
  const opened = await openStation(app);
  try {
    const end = Date.now() + withinMs;
    for (;;) {
      await gateway.calmDown();
      const booked = await gateway.books();
      const rows = await readRows(journalFile);
      const lost = lostBetween(rows, booked);
      const isOver = Date.now() >= end || (lost.length === 0 && !isStirring(booked, Date.now()));
      if (isOver)
        return { rows, lost, doubled: doubledIn(booked), brokenChain: await brokenChain(journalFile) };
      await pause(LOOK_EVERY_MS);
    }
  } finally {
    await opened.kill();
  }
};

const isGood = ({ lost, doubled, brokenChain }: StormReport): boolean =>
  lost.length === 0 && doubled.length === 0 && brokenChain === undefined;

/**
 * Runs the storm on one station with its own data folder and gateway. Rejects when the till does not start or a window
 * is gone. What was not good, or not ended, is kept, and the folder named on stderr.
 */
export const stormOnStation = async (options: StormOptions): Promise<StormReport> => {
  const home = freshHome();
  const temporary = join(home, 'temporary');
  mkdirSync(temporary);
  const gateway = await openStormGateway(join(home, 'gateway.jsonl'));
  // Nobody looks at these windows; and a Chromium that is killed leaves its temporary files behind.
  const station: Station = {
    app: { home, gateway, args: ['--disable-gpu'], env: { TMPDIR: temporary } },
    gateway,
  };
  const tellWhatIsLeft = (): void =>
    console.error(`The journal, the gateway's books and the log are kept in ${home}.`);
  process.once('exit', tellWhatIsLeft);
  let isKept = true;
  try {
    const cuts: Cut['after'][] = [];
    for (const [number, life] of options.lives.entries()) {
      cuts.push(await oneLife(station, life, number));
      options.onKill?.();
    }
    const report = { cuts, ...(await settle(station, options.settleWithinMs)) };
    isKept = !isGood(report);
    return report;
  } finally {
    await gateway.close();
    process.off('exit', tellWhatIsLeft);
    if (isKept) tellWhatIsLeft();
    else removeHome(home);
  }
};
