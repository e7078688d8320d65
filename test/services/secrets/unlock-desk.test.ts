import { describe, expect, test } from 'vitest';
import { UnlockDesk } from '#services/secrets/unlock-desk.ts';
import { fakePassphrase, keptAttempts, RIGHT } from '../../support/fakes/fake-passphrase.ts';
import { silentLog } from '../../support/station-kit.ts';

const locked = (attempts = keptAttempts(), isBench = false) => {
  const passphrase = fakePassphrase('locked');
  const clock = { at: 1_000_000, now: () => clock.at };
  const desk = new UnlockDesk({ passphrase, attempts, clock, log: silentLog, isBench });
  return { desk, passphrase, attempts, clock };
};

describe('a till whose secrets a passphrase guards', () => {
  test('waits for it, and opens as usual with the right one', async () => {
    const { desk } = locked();
    expect(desk.isAsking).toBe(true);
    expect(await desk.unlock(RIGHT)).toBe('open');
    expect(await desk.opened).toEqual({ as: 'usual', failures: 0 });
    expect(desk.isAsking).toBe(false);
  });

  test('says plainly that a passphrase is wrong, or that its file is damaged, and stays closed', async () => {
    const { desk } = locked();
    expect(await desk.unlock('another')).toBe('wrong');
    expect(await desk.unlock('damaged')).toBe('damaged');
    expect(desk.isAsking).toBe(true);
  });

  test('makes guessing slower with each try, and tries nothing while a wait lasts', async () => {
    const { desk, passphrase, clock } = locked();
    for (const wrong of ['one', 'two', 'three']) expect(await desk.unlock(wrong)).toBe('wrong');
    expect(desk.wait).toBe(5_000);
    expect(await desk.unlock(RIGHT)).toBe('wait');
    expect(passphrase.opened).toBe(3);
    clock.at += 5_000;
    expect(await desk.unlock('four')).toBe('wrong');
    expect(desk.wait).toBe(15_000);
    clock.at += 15_000;
    expect(await desk.unlock(RIGHT)).toBe('open');
    expect(await desk.opened).toEqual({ as: 'usual', failures: 4 });
  });

  test('goes on waiting after a restart, and counts from anew once it was opened', async () => {
    const attempts = keptAttempts();
    const before = locked(attempts);
    for (const wrong of ['one', 'two', 'three']) await before.desk.unlock(wrong);
    const after = locked(attempts);
    expect(await after.desk.unlock(RIGHT)).toBe('wait');
    after.clock.at += 5_000;
    await after.desk.unlock(RIGHT);
    expect(attempts.kept).toEqual({ failures: 0, failedAt: 0 });
  });

  test('has counted an attempt before it is tried, so that a power cut gives no more of them', async () => {
    const { desk, passphrase, attempts } = locked();
    passphrase.open = async () => {
      expect(attempts.kept.failures).toBe(1);
      return Promise.resolve('wrong');
    };
    expect(await desk.unlock('another')).toBe('wrong');
  });

  test('opens with the right one although the disk does not let it forget the wrong ones', async () => {
    const { desk, attempts } = locked();
    attempts.write = (next) => {
      if (next.failures === 0) throw new Error('EPERM');
      attempts.kept = next;
    };
    expect(await desk.unlock(RIGHT)).toBe('open');
    expect(await desk.opened).toEqual({ as: 'usual', failures: 0 });
  });

  test('counts no attempt that could not be compared, as while another program holds the passphrase’s file', async () => {
    const { desk, passphrase, attempts } = locked();
    expect(await desk.unlock('another')).toBe('wrong');
    const counted = attempts.kept;
    passphrase.open = async () => Promise.reject(new Error('EBUSY'));
    for (let tries = 0; tries < 3; tries += 1) await expect(desk.unlock(RIGHT)).rejects.toThrow('EBUSY');
    expect([attempts.kept, desk.wait]).toEqual([counted, 0]);
  });

  test('does not start if the earlier attempts cannot be read, instead of never asking', () => {
    const attempts = keptAttempts();
    attempts.read = () => {
      throw new Error('unlock.json cannot be read now');
    };
    expect(() => locked(attempts)).toThrow('unlock.json cannot be read now');
  });

  test('tries many at once one after the other', async () => {
    const { desk, passphrase } = locked();
    const found = await Promise.all(['1', '2', '3', '4', '5'].map(async (one) => desk.unlock(one)));
    expect(found).toEqual(['wrong', 'wrong', 'wrong', 'wait', 'wait']);
    expect(passphrase.opened).toBe(3);
  });

  test('is not held up by a clock that was set back', async () => {
    const { desk, clock } = locked();
    for (const wrong of ['one', 'two', 'three']) await desk.unlock(wrong);
    clock.at -= 3_600_000;
    expect(await desk.unlock(RIGHT)).toBe('open');
  });

  test('opens in training without it, and only there', async () => {
    const { desk, passphrase } = locked();
    await desk.train();
    expect(await desk.opened).toEqual({ as: 'training-only', failures: 0 });
    expect(await desk.unlock(RIGHT)).toBe('open');
    expect(passphrase.state()).toBe('locked');
  });
});

test.each([
  ['right', RIGHT, { as: 'usual', failures: 0 }, 'open'],
  ['wrong', 'another', { as: 'training-only', failures: 0 }, 'locked'],
] as const)(
  'training that is asked for while a passphrase is tried waits for it, and never opens beside the shop’s secrets: %s',
  async (_what, typed, as, state) => {
    const { desk, passphrase } = locked();
    const open = passphrase.open.bind(passphrase);
    let derived = (): void => undefined;
    passphrase.open = async (one) => {
      await new Promise<void>((resolve) => (derived = resolve));
      return open(one);
    };
    const unlocking = desk.unlock(typed);
    const training = desk.train();
    await Promise.resolve();
    expect(desk.isAsking).toBe(true);
    derived();
    await Promise.all([unlocking, training]);
    expect([await desk.opened, passphrase.state()]).toEqual([as, state]);
  },
);

test('a till without a passphrase opens without a question', async () => {
  const none = { passphrase: fakePassphrase('none'), attempts: keptAttempts(), clock: { now: () => 0 } };
  const desk = new UnlockDesk({ ...none, log: silentLog, isBench: false });
  expect([desk.isAsking, await desk.opened]).toEqual([false, { as: 'usual', failures: 0 }]);
});

test('a bench is not asked either: it opens without the shop’s secrets', async () => {
  const { desk, passphrase } = locked(keptAttempts(), true);
  expect([desk.isAsking, await desk.opened]).toEqual([false, { as: 'training-only', failures: 0 }]);
  expect(passphrase.state()).toBe('locked');
});
