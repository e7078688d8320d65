import type { Measured } from './row.ts';

type Work = () => unknown;

export interface Sides {
  readonly station: Work;
  readonly limit: Work;
}

/** `warmUps` rounds are run first and not counted: compilation, filled caches, a file that has grown. */
export interface Rounds {
  readonly warmUps: number;
  readonly rounds: number;
}

const timed = async (work: Work): Promise<number> => {
  const began = performance.now();
  const done = work();
  if (done instanceof Promise) await done;
  return performance.now() - began;
};

/** Times both sides in turn, each first in every other round. */
export const inTurn = async (sides: Sides, { warmUps, rounds }: Rounds): Promise<Measured> => {
  const times = { station: [] as number[], limit: [] as number[] };
  for (let round = -warmUps; round < rounds; round += 1) {
    const order = round % 2 === 0 ? (['station', 'limit'] as const) : (['limit', 'station'] as const);
    for (const side of order) {
      const time = await timed(sides[side]);
      if (round >= 0) times[side].push(time);
    }
  }
  return times;
};
