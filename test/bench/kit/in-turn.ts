import { burnAfter } from '../check/slowed.ts';
import type { Measured } from './row.ts';

type Work = () => unknown;

export interface Sides {
  readonly station: Work;
  readonly limit: Work;
}

/** The first `warmUps` rounds do not count: code is compiled, caches fill and files grow. */
export interface Rounds {
  readonly warmUps: number;
  readonly rounds: number;
}

const timed = async (work: Work, after?: (began: number) => void): Promise<number> => {
  const began = performance.now();
  const done = work();
  if (done instanceof Promise) await done;
  after?.(began);
  return performance.now() - began;
};

/** Times both sides in turn; each goes first in every other round. */
export const inTurn = async ({ station, limit }: Sides, { warmUps, rounds }: Rounds): Promise<Measured> => {
  const times = { station: [] as number[], limit: [] as number[] };
  const sides = {
    station: () => timed(station, burnAfter),
    limit: () => timed(limit),
  };
  for (let round = -warmUps; round < rounds; round += 1) {
    const order = round % 2 === 0 ? (['station', 'limit'] as const) : (['limit', 'station'] as const);
    for (const side of order) {
      const time = await sides[side]();
      if (round >= 0) times[side].push(time);
    }
  }
  return { ...times, burned: true };
};
