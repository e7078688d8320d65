/** Many simulated tills push their days to real office processes over HTTP, by an accelerated clock. */
import { setTimeout as wait } from 'node:timers/promises';
import { pushAnswer } from '#domain/office/push.ts';
import type { Chance } from './tills/chance.ts';
import { chanceFrom } from './tills/chance.ts';
import { HOUR, MINUTE, tillDay } from './tills/day.ts';
import { Latencies } from './latencies.ts';
import type { MadeTill } from './tills/made-till.ts';
import type { PushWire } from './push-wire.ts';
import { openPushWire } from './push-wire.ts';

export interface Load {
  readonly offices: readonly string[];
  readonly tills: readonly MadeTill[];
  readonly hours: number;
  /** Epoch ms, as the tills' days were made for. */
  readonly start: number;
  /** How many times faster than a clock. */
  readonly speed: number;
  readonly onHour: (hour: number, pushed: number) => void;
}

export interface Ran {
  /** Until the tills' clock was at its end, and events that were there and events that were confirmed by then. */
  readonly seconds: number;
  readonly offered: number;
  readonly accepted: number;
  /** From then until everything was confirmed. */
  readonly secondsAfter: number;
  readonly acknowledged: Latencies;
  /** From when a till had to push until it was confirmed. */
  readonly confirmed: Latencies;
}

/** Number of concurrent pushes. */
const AT_ONCE = 16;
/** Share of answers that are lost on the way, so that the same rows come again. */
const LOST_ANSWERS = 0.01;
const TICK = 50;

class Pushes {
  readonly acknowledged = new Latencies();
  readonly confirmed = new Latencies();
  pushed = 0;
  readonly #offices: readonly string[];
  readonly #wire: PushWire;
  readonly #now: () => number;
  readonly #chance: Chance = chanceFrom(7);
  /** Tills that have to push, and since when. */
  readonly #due = new Map<MadeTill, number>();
  readonly #sending = new Set<MadeTill>();
  #failed: { readonly error: unknown } | undefined;
  #running = 0;

  constructor(offices: readonly string[], wire: PushWire, now: () => number) {
    [this.#offices, this.#wire, this.#now] = [offices, wire, now];
  }

  get waiting(): number {
    return this.#due.size + this.#sending.size;
  }

  /** Throws the first error of a push. */
  check(): void {
    if (this.#failed) throw this.#failed.error;
  }

  add(till: MadeTill): void {
    if (this.#due.has(till) || this.#sending.has(till) || !till.isWaiting(this.#now())) return;
    this.#due.set(till, performance.now());
    if (this.#running < AT_ONCE) void this.#run();
  }

  async #run(): Promise<void> {
    this.#running += 1;
    try {
      for (let next = this.#next(); next; next = this.#next()) await this.#push(...next);
    } catch (error) {
      this.#failed ??= { error };
    }
    this.#running -= 1;
  }

  #next(): readonly [MadeTill, number] | undefined {
    const [next] = this.#due;
    if (next) this.#due.delete(next[0]);
    return next;
  }

  async #push(till: MadeTill, since: number): Promise<void> {
    this.#sending.add(till);
    const url = this.#offices[Math.floor(this.#chance() * this.#offices.length)] ?? '';
    till.isWaiting(this.#now());
    const text = await this.acknowledged.of(() => this.#wire.send(url, till.authorization, till.push()));
    const isLost = this.#chance() < LOST_ANSWERS;
    if (!isLost) this.pushed += till.told(pushAnswer.parse(JSON.parse(text)));
    this.#sending.delete(till);
    if (till.isWaiting(this.#now())) this.#due.set(till, since);
    else this.confirmed.add(performance.now() - since);
  }
}

/** Each till pushes once a minute of its own clock; the tills are spread over the minute. */
const pushByClock = async (
  { tills, hours, start, speed, onHour }: Load,
  pushes: Pushes,
  now: () => number,
) => {
  const online = tills.map((_, number) => tillDay(number, hours).isOnline);
  const end = hours * HOUR;
  let [done, hour] = [0, 0];
  for (;;) {
    const at = Math.min(end, now() - start);
    const upTo = Math.floor((at / MINUTE) * tills.length);
    pushes.check();
    for (; done < upTo; done += 1) {
      const number = done % tills.length;
      const till = tills[number];
      if (till && online[number]?.(at)) pushes.add(till);
    }
    for (; hour < Math.floor(at / HOUR); hour += 1) onHour(hour + 1, pushes.pushed);
    if (at >= end) return;
    await wait(Math.min(TICK, MINUTE / speed));
  }
};

const pushTheRest = async (tills: readonly MadeTill[], pushes: Pushes): Promise<void> => {
  for (const till of tills) pushes.add(till);
  while (pushes.waiting > 0) {
    pushes.check();
    await wait(TICK);
  }
};

export const runLoad = async (load: Load): Promise<Ran> => {
  const { offices, tills, hours, start, speed } = load;
  const from = performance.now();
  let isOver = false;
  // The last sales of a day take effect by the end of the day.
  const now = (): number =>
    isOver ? Infinity : start + Math.min(hours * HOUR, (performance.now() - from) * speed);
  const wire = openPushWire(AT_ONCE);
  const pushes = new Pushes(offices, wire, now);
  await pushByClock(load, pushes, now);
  const [clockEnded, accepted] = [performance.now(), pushes.pushed];
  isOver = true;
  await pushTheRest(tills, pushes);
  wire.close();
  return {
    seconds: (clockEnded - from) / 1_000,
    offered: tills.reduce((sum, { rows }) => sum + rows, 0),
    accepted,
    secondsAfter: (performance.now() - clockEnded) / 1_000,
    acknowledged: pushes.acknowledged,
    confirmed: pushes.confirmed,
  };
};
