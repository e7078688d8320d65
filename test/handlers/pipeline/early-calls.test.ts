import { expect, test } from 'vitest';
import { openEarly } from '#handlers/pipeline/early-calls.ts';
import { answerCall } from '#handlers/pipeline/answer-call.ts';
import { usualAppearance } from '#domain/shop/appearance.ts';
import { fakePassphrase, keptAttempts, RIGHT } from '../../support/fakes/fake-passphrase.ts';
import { silentLog } from '../../support/station-kit.ts';

const till = new Promise<never>(() => undefined);

const early = (state: 'none' | 'locked') => {
  const pushed: unknown[] = [];
  const calls = openEarly({
    passphrase: fakePassphrase(state),
    attempts: keptAttempts(),
    clock: { now: () => 0 },
    log: silentLog,
    isBench: false,
    appearanceFile: { read: () => usualAppearance, write: () => undefined },
    systemLanguages: ['fr-FR'],
    push: (name, payload) => void pushed.push([name, payload]),
  });
  const answer = async (name: string, input: object = {}) =>
    answerCall({ early: calls, till, log: silentLog, development: true }, { name, input, sender: 'till' });
  return { calls, answer, pushed };
};

test('before the till is open its passphrase is asked for, in the language of this computer', async () => {
  const { calls, answer, pushed } = early('locked');
  expect(await answer('passphrase.read')).toEqual({ ok: true, value: { asks: true, wait: 0 } });
  expect(await answer('appearance.read')).toMatchObject({ ok: true, value: { language: 'fr' } });
  expect(await answer('appearance.change', { ...usualAppearance, language: 'de' })).toMatchObject({
    ok: true,
  });
  const { theme } = usualAppearance;
  expect(pushed).toEqual([
    ['appearance.changed', expect.objectContaining({ language: 'de' })],
    ['customer.lookChanged', expect.objectContaining({ theme })],
  ]);
  expect(await answer('passphrase.enter', { passphrase: 'another' })).toMatchObject({
    problem: { code: 'passphrase-wrong' },
  });
  expect(await answer('passphrase.enter', { passphrase: RIGHT })).toEqual({ ok: true, value: {} });
  expect(await answer('passphrase.read')).toMatchObject({ value: { asks: false } });
  expect(calls.call('appearance.read', {})).toBeUndefined();
});

test('after too many wrong ones it says for how many seconds none is tried', async () => {
  const { answer } = early('locked');
  for (const passphrase of ['one', 'two', 'three']) await answer('passphrase.enter', { passphrase });
  expect(await answer('passphrase.enter', { passphrase: RIGHT })).toEqual({
    ok: false,
    problem: { code: 'passphrase-wait', details: { seconds: 5 } },
  });
});

test('training needs no passphrase', async () => {
  const { calls, answer } = early('locked');
  expect(await answer('passphrase.train')).toEqual({ ok: true, value: {} });
  expect(await calls.unlock.opened).toEqual({ as: 'training-only', failures: 0 });
});

test('nothing else is answered before the till is open', () => {
  const { calls } = early('locked');
  expect(calls.call('session.read', {})).toBeUndefined();
  expect(calls.call('till.snapshot', {})).toBeUndefined();
});

test('a till without a passphrase says so at once, and shows its usual look once it is open', async () => {
  const { calls, answer } = early('none');
  expect(await answer('passphrase.read')).toMatchObject({ value: { asks: false } });
  expect(calls.call('appearance.read', {})).toBeUndefined();
});
