/** Many simulated tills push their days to real processes of the office, over HTTP; what that came to. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '../../../src-office/database/database.ts';
import type { Chance } from './chance.ts';
import { chanceFrom } from './chance.ts';
import type { Compared } from './compare-books.ts';
import { compareBooks } from './compare-books.ts';
import type { TillDay } from './day.ts';
import { openNow } from '../../../src-office/figures/now/now.ts';
import { OFFICE_SCOPE } from '../../../src-office/people/may.ts';
import { HOUR, MINUTE, START, tillDay } from './day.ts';
import type { EnrolledTill } from './enrolled.ts';
import { send } from './enrolled.ts';
import { Latencies } from './latencies.ts';

export interface Load {
  readonly database: Database;
  readonly offices: readonly string[];
  readonly tills: readonly EnrolledTill[];
  readonly hours: number;
  /** How many times faster than a clock. */
  readonly speed: number;
  readonly onHour: (hour: number, pushed: number) => void;
}

export interface Came extends Compared {
  readonly seconds: number;
  /** Of them the simulated tills had nothing to send and the office nothing to do. */
  readonly idleSeconds: number;
  readonly acknowledged: Latencies;
  readonly viewed: Latencies;
  readonly bytes: number;
}

/** Pushes at once. */
const AT_ONCE = 16;
/** Answers that are lost on their way, so that the same rows come again. */
const LOST_ANSWERS = 0.01;
const VIEW_EVERY = 200;

const sizeOf = async (database: Database): Promise<number> => {
  const [row] = await database.query('SELECT pg_database_size(current_database()) AS bytes');
  return Number(row?.['bytes']);
};

/** What the owner's page shows live. */
const viewUntil = async (database: Database, isOver: () => boolean, viewed: Latencies): Promise<void> => {
  const figures = openNow(database);
  while (!isOver()) {
    await viewed.of(() => figures.read(OFFICE_SCOPE, START + 8 * HOUR));
    await wait(VIEW_EVERY);
  }
};

class Pusher {
  readonly acknowledged = new Latencies();
  pushed = 0;
  readonly #offices: readonly string[];
  readonly #chance: Chance = chanceFrom(7);

  constructor(offices: readonly string[]) {
    this.#offices = offices;
  }

  /** All that these tills have, `AT_ONCE` tills at a time. */
  async pushAll(tills: readonly EnrolledTill[]): Promise<void> {
    const left = [...tills];
    const some = async (): Promise<void> => {
      for (let one = left.pop(); one; one = left.pop()) while (one.till.waiting > 0) await this.#push(one);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, some));
  }

  async #push({ till, authorization }: EnrolledTill): Promise<void> {
    const url = this.#offices[Math.floor(this.#chance() * this.#offices.length)] ?? '';
    const push = till.push();
    const answer = await this.acknowledged.of(() => send(url, authorization, push));
    if (this.#chance() < LOST_ANSWERS) return;
    this.pushed += push.rows.length;
    till.told(answer);
  }
}

interface Day {
  readonly one: EnrolledTill;
  readonly day: TillDay;
}

const pushDay = async ({ hours, speed, onHour }: Load, days: readonly Day[], pusher: Pusher) => {
  const from = performance.now();
  let idle = 0;
  for (let minute = 1; minute <= hours * 60; minute += 1) {
    const now = START + minute * MINUTE;
    const isLast = minute === hours * 60;
    for (const { one, day } of days) for (const at of day.salesUntil(now)) one.till.sell(at);
    const due = days.filter(({ one, day }) => one.till.waiting > 0 && (isLast || day.isOnline(now)));
    await pusher.pushAll(due.map(({ one }) => one));
    if (minute % 60 === 0) onHour(minute / 60, pusher.pushed);
    const early = from + (minute * MINUTE) / speed - performance.now();
    if (early > 0 && !isLast) {
      idle += early;
      await wait(early);
    }
  }
  return { seconds: (performance.now() - from) / 1_000, idleSeconds: idle / 1_000 };
};

export const runLoad = async (load: Load): Promise<Came> => {
  const { database, offices, tills, hours } = load;
  const bytesBefore = await sizeOf(database);
  const pusher = new Pusher(offices);
  const viewed = new Latencies();
  let isOver = false;
  const viewing = viewUntil(database, () => isOver, viewed);
  const days = tills.map((one, number) => ({ one, day: tillDay(number, hours) }));
  const took = await pushDay(load, days, pusher);
  isOver = true;
  await viewing;
  const compared = await compareBooks(database, tills);
  const bytes = (await sizeOf(database)) - bytesBefore;
  return { ...compared, ...took, acknowledged: pusher.acknowledged, viewed, bytes };
};
