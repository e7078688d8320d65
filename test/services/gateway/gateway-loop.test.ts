import { expect, test } from 'vitest';
import { retryWait } from '#domain/pace.ts';
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
  await clock.pass(retryWait(1));
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

test('a next step that is never found out is asked for less and less often', async () => {
  const error = new Error('SQLITE_CORRUPT');
  const { clock, failed } = loopOf(...Array.from({ length: 200 }, () => error));
  await clock.pass(3_600_000);
  expect(failed.length).toBeGreaterThan(100);
  expect(failed.length).toBeLessThan(130);
});

test('a loop that is stopped while it performs a step that then throws is over at once', async () => {
  const loop = new GatewayLoop({ clock: new HandClock(), ids: countingIds(), log: silentLog }, 'T1-1');
  let isOver = false;
  const over = loop.carryOn(
    () => ({ do: 'poll' }),
    async () => {
      loop.stop();
      await settle();
      throw new Error('the connection was closed');
    },
  );
  void over.then(() => (isOver = true));
  await settle();
  await settle();
  expect(isOver).toBe(true);
});
