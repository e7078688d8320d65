import { describe, expect, test } from 'vitest';
import type { SettingsInput } from '#contract';
import type { SetUp } from '../../../../src-renderer/state/set-up/set-up.svelte.ts';
import { settings } from '../../harness/views.ts';
import type { Opened } from './open-set-up.ts';
import { atTest, checks, nobody, open, shop, toLastPage } from './open-set-up.ts';

const saved: SettingsInput = { ...settings().saved, ceiling: '50000.00', quickAmounts: '5\n12.50' };
const testing = settings({ saved, keySaved: ['test', 'live'] });

/** A shop that has been tested in CNY goes live; at its first step. */
const goingLive = async (): Promise<Opened> => {
  const opened = await open(testing);
  opened.typed().environment = 'live';
  await opened.setUp.next();
  expect(opened.setUp.step).toBe('shop');
  return opened;
};

describe('a shop that goes live in another currency than it was tested in', () => {
  test('is shown the amounts of the old one at that step, each as it was typed', async () => {
    const { setUp, typed } = await goingLive();
    expect(setUp.draft.amounts).toEqual({ fields: [], before: null });
    typed().currency = 'EUR';
    expect(setUp.draft.amounts).toEqual({ fields: ['ceiling', 'quickAmounts'], before: 'CNY' });
    expect([typed().ceiling, typed().quickAmounts]).toEqual(['50000.00', '5\n12.50']);
  });

  test('cannot take 12.50 into yen: the step says so, and is left once the shop has typed another amount', async () => {
    const { bridge, setUp, typed } = await goingLive();
    Object.assign(typed(), { currency: 'JPY', unusualCurrencyConfirmed: true });
    await setUp.next();
    expect(setUp.step).toBe('shop');
    expect(setUp.faults.of('quickAmounts')).toEqual({
      code: 'setting-too-precise',
      details: { currency: 'JPY' },
    });
    // The largest charge has decimals that are all zero.
    expect(setUp.faults.of('ceiling')).toBeNull();
    typed().quickAmounts = '5\n1250';
    expect(setUp.draft.amounts.fields).toContain('quickAmounts');
    await setUp.next();
    expect(setUp.step).toBe('credentials');
    expect(bridge.made('setUp.keep').at(-1)?.typed.quickAmounts).toBe('5\n1250');
  });

  test('reads the same of a largest charge with decimals', async () => {
    const { setUp, typed } = await goingLive();
    Object.assign(typed(), {
      currency: 'KRW',
      unusualCurrencyConfirmed: true,
      ceiling: '999.99',
      quickAmounts: '',
    });
    await setUp.next();
    expect([setUp.step, setUp.faults.of('ceiling')]).toMatchObject(['shop', { code: 'setting-too-precise' }]);
  });

  test('is still asked about them after the lock of the till', async () => {
    const { setUp, typed } = await goingLive();
    typed().currency = 'EUR';
    setUp.interrupt('chen');
    await setUp.enter(null, 'chen');
    expect([typed().currency, setUp.draft.amounts.before]).toEqual(['EUR', 'CNY']);
  });

  test.each([
    ['is still asked about them when it continues later', (setUp: SetUp) => setUp.save(), 'CNY'],
    ['is not asked again once it has gone on with them', (setUp: SetUp) => setUp.next(), null],
  ] as const)('%s', async (_, leave, before) => {
    const { bridge, setUp, typed } = await goingLive();
    typed().currency = 'EUR';
    await leave(setUp);
    const [kept] = bridge.made('setUp.keep').slice(-1);
    bridge.answer('setUp.read', { ...nobody, stage: 'later', kept: kept ?? null });
    await setUp.enter();
    expect([typed().currency, setUp.draft.amounts.before]).toEqual(['EUR', before]);
  });

  test('whose amounts main refuses at the last step is led back to them', async () => {
    const opened = await atTest('pass');
    await toLastPage(opened);
    opened.bridge.refuse('settings.save', 'settings-invalid', { field: 'quickAmounts' });
    opened.setUp.live.confirmed = true;
    expect(await opened.setUp.finish()).toBe(false);
    expect([opened.setUp.step, opened.setUp.problem?.code]).toEqual(['shop', 'settings-invalid']);
  });
});

test('quick amounts that were prepared before the currency was chosen are shown if they do not fit it', async () => {
  const { bridge, setUp, typed } = await open();
  const typedBefore: SettingsInput = { ...shop, currency: '', quickAmounts: '12.50' };
  bridge.answer('setUp.read', {
    stage: 'under-way',
    opens: true,
    kept: { step: 'shop', typed: typedBefore, opensShift: true, restores: false },
    rollOutFault: null,
  });
  bridge.answer('setUp.test', { checks: checks('pass'), field: null });
  await setUp.enter();
  expect(setUp.draft.amounts.fields).toEqual([]);
  typed().currency = 'EUR';
  expect(setUp.draft.amounts.fields).toEqual([]);
  Object.assign(typed(), { currency: 'JPY', unusualCurrencyConfirmed: true });
  expect(setUp.draft.amounts).toEqual({ fields: ['quickAmounts'], before: null });
});
