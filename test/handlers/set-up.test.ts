import { expect, test } from 'vitest';
import type { SetUpHandlerPorts } from '#handlers/set-up/set-up.ts';
import { setUpHandlers } from '#handlers/set-up/set-up.ts';
import { PINS, staffKit } from '../support/staff-kit.ts';

const setUpOf = async (id: keyof typeof PINS) => {
  const { session } = staffKit();
  await session.signIn(id, PINS[id]);
  const left: string[] = [];
  const setUp = { leave: (stage: string) => void left.push(stage) };
  const calls = setUpHandlers({ session, setUp } as unknown as SetUpHandlerPorts);
  return { leave: (stage: 'later' | 'done') => calls['setUp.leave']({ stage }), left };
};

test('anybody may leave the set-up for later; only people who may change settings end it, with what was typed', async () => {
  const lin = await setUpOf('lin');
  expect(lin.leave('done')).toMatchObject({ problem: { code: 'not-permitted' } });
  expect(lin.leave('later')).toMatchObject({ ok: true });
  const chen = await setUpOf('chen');
  expect(chen.leave('done')).toMatchObject({ ok: true });
  expect([lin.left, chen.left]).toEqual([['later'], ['done']]);
});
