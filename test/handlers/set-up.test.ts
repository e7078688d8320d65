import { expect, test } from 'vitest';
import type { SetUpHandlerPorts } from '#handlers/set-up/set-up.ts';
import { setUpHandlers } from '#handlers/set-up/set-up.ts';
import { personCalled, PINS, staffKit } from '../support/staff-kit.ts';

const chen = personCalled('Chen');

const setUpOf = async (id: keyof typeof PINS) => {
  const { session } = staffKit();
  await session.signIn(id, PINS[id]);
  const left: string[] = [];
  const setUp = { leave: (stage: string) => void left.push(stage) };
  const calls = setUpHandlers({ session, setUp } as unknown as SetUpHandlerPorts);
  return { leave: (stage: 'later' | 'done') => calls['setUp.leave']({ stage }), left };
};

test.each([
  ['locked', 'training', []],
  ['locked', 'bench', ['kept']],
  ['passphrase', 'training', ['kept']],
])(
  'a till whose secrets are kept %s, in %s, keeps what was typed only if it can end in settings',
  async (protectedBy, environment, steps) => {
    const kept: string[] = [];
    const setUp = {
      note: { stage: 'under-way', kept: null },
      keep: async () => Promise.resolve({ kept: kept.push('kept') > 0 }),
    };
    const ports = { setUp, keys: { protectedBy }, station: () => ({ settings: { environment } }) };
    const calls = setUpHandlers(ports as unknown as SetUpHandlerPorts);
    const answer = await calls['setUp.keep']({} as never, { by: chen, approvedBy: chen });
    expect(kept).toEqual(steps);
    if (!answer.ok) expect(answer.problem.code).toBe('settings-training-only');
  },
);

test('anybody may leave the set-up for later; only people who may change settings end it, with what was typed', async () => {
  const lin = await setUpOf('lin');
  expect(lin.leave('done')).toMatchObject({ problem: { code: 'not-permitted' } });
  expect(lin.leave('later')).toMatchObject({ ok: true });
  const chen = await setUpOf('chen');
  expect(chen.leave('done')).toMatchObject({ ok: true });
  expect([lin.left, chen.left]).toEqual([['later'], ['done']]);
});

test('a display that was unplugged before it was chosen is called missing, and nothing identifies itself', () => {
  const pushed: string[] = [];
  const ports = { chooseDisplay: () => false, push: (name: string) => void pushed.push(name) };
  const calls = setUpHandlers(ports as unknown as SetUpHandlerPorts);
  expect(calls['setUp.chooseDisplay']({ id: 9 })).toMatchObject({ problem: { code: 'display-missing' } });
  expect(pushed).toEqual([]);
});
