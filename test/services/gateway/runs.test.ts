import { expect, test } from 'vitest';
import type { StoryState } from '#domain/story/story.ts';
import { Runs } from '#services/gateway/runs.ts';
import { StoryRun } from '#services/gateway/story-run.ts';
import { HandClock } from '../../support/fakes/hand-clock.ts';
import { countingIds, silentLog } from '../../support/station-kit.ts';

const runOf = (step: { readonly do: string; readonly at?: number }) => {
  const clock = new HandClock();
  const ports = {
    clock,
    ids: countingIds(),
    log: silentLog,
    append: () => undefined,
    onChange: () => undefined,
  };
  const at = clock.now();
  const state: StoryState = {
    reference: 'T1-R1',
    state: 'failed',
    startedAt: at,
    changedAt: at,
    gateway: null,
  };
  return new StoryRun(ports, state, false).start({ next: () => step, perform: () => Promise.resolve() });
};

test('a run with nothing left to do is over at once, and does not remove the one that follows it', async () => {
  const runs = new Runs();
  const over = runOf({ do: 'rest' });
  runs.add(over);
  expect(runs.has('T1-R1')).toBe(false);
  expect(runs.get('T1-R1')).toBeUndefined();
  const next = runOf({ do: 'watch', at: Infinity });
  runs.add(next);
  await over.ended;
  expect(runs.get('T1-R1')).toBe(next);
  await runs.stop();
  expect(runs.has('T1-R1')).toBe(false);
});
