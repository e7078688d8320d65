import { expect, test } from 'vitest';
import { livesOf } from './storm/plan.ts';
import { stormOnStation } from './storm/station-storm.ts';

const LIMIT_MS = 180_000;

test(
  'the power fails again and again: every payment is in the journal and at the gateway, once, and says the same',
  async () => {
    const lives = livesOf({ kills: 6, seed: 7, climate: 'quick' });
    const { cuts, rows, ...wrong } = await stormOnStation({ lives, settleWithinMs: 120_000 });
    expect(wrong).toEqual({ lost: [], doubled: [], brokenChain: undefined });
    expect(cuts).toHaveLength(6);
    expect(rows).not.toEqual([]);
  },
  LIMIT_MS,
);
