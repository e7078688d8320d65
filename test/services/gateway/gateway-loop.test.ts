import { expect, test } from 'vitest';
import { PACE } from '#domain/pace.ts';
import type { LoopStep } from '#services/gateway/gateway-loop.ts';
import { GatewayLoop } from '#services/gateway/gateway-loop.ts';
import { HandClock, settle } from '../../support/fakes/hand-clock.ts';
import { countingIds, silentLog } from '../../support/station-kit.ts';

const REST: LoopStep = { do: 'rest' };

/** A loop whose next steps are these, one after another; an error is thrown. */
const loopOf = (...steps: readonly (LoopStep | Error)[]) => {
  const clock = new HandClock();
  const left = [...steps];
  const done: string[] = [];
  const failed: unknown[] = [];
  const log = { ...silentLog, error: (_: string, facts?: object) => void failed.push(facts) };
  const loop = new GatewayLoop({ clock, ids: countingIds(), log }, 'T1-1');
  const next = (): LoopStep => {
    const step = left.shift() ?? REST;
    if (step instanceof Error) throw step;
    return step;
  };
  const over = loop.carryOn(next, (step) => {
    done.push(step.do);
    return Promise.resolve();
  });
  return { clock, loop, over, done, failed };
};

test('a next step that cannot be found out is asked for again after a wait', async () => {
  const error = new Error('SQLITE_IOERR');
  const { clock, over, done, failed } = loopOf({ do: 'poll' }, error, { do: 'watch' });
  await settle();
  expect([done, failed]).toEqual([['poll'], [{ reference: 'T1-1', step: undefined, error }]]);
  await clock.pass(PACE.retryAfterFault);
  await over;
  expect(done).toEqual(['poll', 'watch']);
});

test('a loop that waits to ask again stops at once', async () => {
  const { loop, over, done } = loopOf(new Error('SQLITE_IOERR'), { do: 'poll' });
  await settle();
  loop.stop();
  await over;
  expect(done).toEqual([]);
});
