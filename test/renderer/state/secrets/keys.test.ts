import { describe, expect, test } from 'vitest';
import { Keys } from '../../../../src-renderer/state/secrets/keys.svelte.ts';
import { openFakeBridge } from '../fake-bridge.ts';

const fingerprint = '0f1e2d3c4b5a6978';
const page = async (protectedBy: 'nowhere' | 'passphrase' = 'nowhere') => {
  const bridge = openFakeBridge();
  bridge.answer('keys.read', { protectedBy, fingerprint });
  const keys = new Keys(bridge);
  await keys.read();
  return { bridge, keys };
};

describe('making a passphrase', () => {
  test('succeeds once it was typed twice, and then nothing of it is left in the window', async () => {
    const { bridge, keys } = await page();
    keys.passphrase = keys.again = 'green kettle under stairs';
    bridge.answer('passphrase.make', { protectedBy: 'passphrase', fingerprint });
    expect(await keys.makePassphrase()).toBe(true);
    expect([keys.passphrase, keys.again, keys.view?.protectedBy, keys.isDone]).toEqual([
      '',
      '',
      'passphrase',
      true,
    ]);
  });

  test('is not even tried while the two differ, and the problem disappears once something else is typed', async () => {
    const { bridge, keys } = await page();
    keys.passphrase = 'green kettle under stairs';
    keys.again = 'green kettle under chairs';
    expect(await keys.makePassphrase()).toBe(false);
    expect(keys.problem?.code).toBe('passphrases-differ');
    expect(bridge.made('passphrase.make')).toEqual([]);
    keys.again = 'green';
    expect(keys.problem).toBeNull();
  });

  test('says why a weak one is refused, and keeps what was typed', async () => {
    const { bridge, keys } = await page();
    keys.passphrase = keys.again = 'kettle';
    bridge.refuse('passphrase.make', 'passphrase-weak', { fault: 'short' });
    expect(await keys.makePassphrase()).toBe(false);
    expect([keys.problem?.code, keys.passphrase, keys.isDone]).toEqual(['passphrase-weak', 'kettle', false]);
  });
});

describe('changing a passphrase', () => {
  test('asks for the current one, and leaves nothing of either in the window', async () => {
    const { bridge, keys } = await page('passphrase');
    keys.former = 'green kettle under stairs';
    keys.passphrase = keys.again = 'seven lamps behind windows';
    bridge.answer('passphrase.change', { protectedBy: 'passphrase', fingerprint });
    expect(await keys.changePassphrase()).toBe(true);
    expect(bridge.made('passphrase.change')).toEqual([
      { formerPassphrase: 'green kettle under stairs', passphrase: 'seven lamps behind windows' },
    ]);
    expect([keys.former, keys.passphrase, keys.again, keys.isDone]).toEqual(['', '', '', true]);
  });

  test('says that the current one is wrong, until it is typed again', async () => {
    const { bridge, keys } = await page('passphrase');
    keys.former = 'green kettle';
    keys.passphrase = keys.again = 'seven lamps behind windows';
    bridge.refuse('passphrase.change', 'former-passphrase-wrong', {});
    expect(await keys.changePassphrase()).toBe(false);
    expect(keys.problem?.code).toBe('former-passphrase-wrong');
    keys.former = 'green kettle under stairs';
    expect(keys.problem).toBeNull();
  });
});

describe('while main is busy with a passphrase, another one that is typed', () => {
  const former = 'green kettle';
  const passphrase = 'seven lamps behind windows';

  test('is not called wrong for the first one', async () => {
    const { bridge, keys } = await page('passphrase');
    Object.assign(keys, { former, passphrase, again: passphrase });
    const held = bridge.hold('passphrase.change');
    const changing = keys.changePassphrase();
    keys.former = 'green kettle under stairs';
    await held.refuse('former-passphrase-wrong');
    expect([await changing, keys.problem]).toEqual([false, null]);
  });

  test('is not cleared with the first one', async () => {
    const { bridge, keys } = await page('passphrase');
    Object.assign(keys, { former, passphrase, again: passphrase });
    const held = bridge.hold('passphrase.change');
    const changing = keys.changePassphrase();
    keys.passphrase = 'eight lamps';
    await held.answer({ protectedBy: 'passphrase', fingerprint });
    await changing;
    expect([keys.former, keys.passphrase, keys.again]).toEqual(['', 'eight lamps', '']);
  });
});

test('a secret is renewed once, however often the button is pressed', async () => {
  const { bridge, keys } = await page('passphrase');
  const held = bridge.hold('keys.renewPepper');
  const renewed = keys.renew('Pepper');
  expect(keys.isBusy).toBe(true);
  expect(await keys.renew('SigningKey')).toBe(false);
  await held.answer({ protectedBy: 'passphrase', fingerprint });
  expect([await renewed, keys.isBusy]).toEqual([true, false]);
  expect(bridge.made('keys.renewPepper')).toHaveLength(1);
});
