import { expect, test } from 'vitest';
import { Unlock } from '../../../../src-renderer/state/secrets/unlock.svelte.ts';
import { openFakeBridge } from '../fake-bridge.ts';

const asking = async (wait = 0) => {
  const bridge = openFakeBridge();
  bridge.answer('passphrase.read', { asks: true, wait });
  const unlock = new Unlock(bridge);
  await unlock.read();
  return { bridge, unlock };
};

test('a till that asks for its passphrase keeps asking until the right one was typed', async () => {
  const { bridge, unlock } = await asking();
  expect(unlock.asks).toBe(true);
  await unlock.enter();
  expect(bridge.made('passphrase.enter')).toEqual([]);

  unlock.passphrase = 'green kettle';
  bridge.refuse('passphrase.enter', 'passphrase-wrong');
  await unlock.enter();
  expect([unlock.problem?.code, unlock.isBusy, unlock.passphrase]).toEqual([
    'passphrase-wrong',
    false,
    'green kettle',
  ]);

  bridge.answer('passphrase.enter', {});
  await unlock.enter();
  expect([unlock.problem, unlock.isBusy, unlock.passphrase]).toEqual([null, true, '']);
});

test('a wrong passphrase is said to be wrong until something else is typed', async () => {
  const { bridge, unlock } = await asking();
  unlock.passphrase = 'green kettle';
  const held = bridge.hold('passphrase.enter');
  const entering = unlock.enter();
  unlock.passphrase = 'green kettle under stairs';
  await held.refuse('passphrase-wrong');
  await entering;
  expect(unlock.problem).toBeNull();
  bridge.refuse('passphrase.enter', 'passphrase-wrong');
  await unlock.enter();
  expect(unlock.problem?.code).toBe('passphrase-wrong');
  unlock.passphrase += '.';
  expect(unlock.problem).toBeNull();
});

test('the wait is counted down by a clock that nobody sets', async () => {
  const { unlock } = await asking(4_200);
  const now = performance.now();
  expect(unlock.waitAt(now)).toBe(5);
  expect(unlock.waitAt(now + 3_500)).toBe(1);
  expect(unlock.waitAt(now + 5_000)).toBe(0);
});

test('a passphrase is sent once, however often the button is pressed', async () => {
  const { bridge, unlock } = await asking();
  unlock.passphrase = 'green kettle under stairs';
  const held = bridge.hold('passphrase.enter');
  const entered = unlock.enter();
  await unlock.enter();
  await unlock.train();
  await held.answer({});
  await entered;
  expect(bridge.made('passphrase.enter')).toHaveLength(1);
  expect(bridge.made('passphrase.train')).toEqual([]);
});

test('training opens without the passphrase, and forgets what was typed', async () => {
  const { bridge, unlock } = await asking();
  unlock.passphrase = 'green';
  bridge.answer('passphrase.train', {});
  await unlock.train();
  expect([unlock.isBusy, unlock.passphrase]).toEqual([true, '']);
});

test('a till that could not say whether it asks stays as it was', async () => {
  const bridge = openFakeBridge();
  bridge.breakOff('passphrase.read');
  const unlock = new Unlock(bridge);
  await unlock.read();
  expect(unlock.asks).toBe(false);
});
