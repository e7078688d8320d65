import { describe, expect, test } from 'vitest';
import { defaultSettings } from '#domain/shop/settings/settings.ts';
import type { TypedSettings } from '#domain/shop/settings/typed-settings.ts';
import { checkLink } from '#services/set-up/check-link.ts';
import { liveVerdict } from '#services/set-up/go-live.ts';
import { settingsKit, typed } from '../settings/settings-kit.ts';

const live: TypedSettings = { ...typed, environment: 'live' };
const offers = { answer: { kind: 'ok', value: { currencies: ['CNY', 'EUR'] } } } as const;

describe('from training', () => {
  const kit = async () => {
    const { ports, keys } = settingsKit(offers);
    keys.set('live', 'the-saved-live-key');
    expect(await checkLink(ports, live)).toMatchObject({ tested: true });
    const ask = (change: Partial<TypedSettings>, reason = '') =>
      liveVerdict(ports, defaultSettings, { ...live, ...change }, reason);
    return { ask, ports, keys };
  };

  test('live is entered with exactly the settings that passed their test', async () => {
    const { ask } = await kit();
    const entry = { passed: true, reason: '' };
    expect(await ask({})).toEqual({ kind: 'may-enter', entry });
    expect(await ask({ storeName: 'Another name', email: 'other@example.com' })).toMatchObject({
      kind: 'may-enter',
    });
    // Spaces and case are tidied before anything is compared.
    expect(await ask({ siteId: '30201', currency: ' CNY' })).toMatchObject({ kind: 'may-enter' });
  });

  test.each<Partial<TypedSettings>>([
    { siteId: '30202' },
    { apiKey: 'another-long-key' },
    { apiKey: '' },
    { currency: 'eur' },
  ])('%j was not tested: live stays closed, unless a reason is given', async (change) => {
    const { ask } = await kit();
    expect(await ask(change)).toEqual({ kind: 'untested' });
    const entry = { passed: false, reason: 'the line comes tomorrow' };
    expect(await ask(change, entry.reason)).toEqual({ kind: 'may-enter', entry });
  });

  test('a saved key that does not open has passed no test, and live stays closed with it', async () => {
    const { ports, keys } = await kit();
    keys.set('live', 'the-saved-live-key');
    const vault = { ...ports.vault, load: () => Promise.resolve(undefined) };
    const ask = (reason: string) =>
      liveVerdict({ ...ports, vault }, defaultSettings, { ...live, apiKey: '' }, reason);
    expect(await ask('')).toEqual({ kind: 'untested' });
    expect(await ask('the key ring comes tomorrow')).toMatchObject({
      kind: 'may-enter',
      entry: { passed: false },
    });
  });

  test('a passed test of the test environment opens nothing in live', async () => {
    const { ports } = settingsKit(offers);
    await checkLink(ports, typed);
    expect(await liveVerdict(ports, defaultSettings, live, '')).toEqual({ kind: 'untested' });
  });

  test('the same site and currency as in the test environment are another connection in live', async () => {
    const { ports, keys } = settingsKit(offers);
    keys.set('live', 'the-saved-live-key');
    const inTest = { ...defaultSettings, environment: 'test', siteId: '30201' } as const;
    expect(await liveVerdict(ports, inTest, { ...live, apiKey: '' }, '')).toEqual({ kind: 'untested' });
  });

  test('a test that fails later takes the passed one back', async () => {
    const options: Parameters<typeof settingsKit>[0] = { ...offers };
    const { ports } = settingsKit(options);
    await checkLink(ports, live);
    Object.assign(options, { answer: { kind: 'credentials-refused' } });
    await checkLink(ports, live);
    expect(await liveVerdict(ports, defaultSettings, live, '')).toEqual({ kind: 'untested' });
  });

  test('test and training ask for nothing', async () => {
    const { ask } = await kit();
    expect(await ask({ environment: 'test', siteId: '1' })).toEqual({ kind: 'not-asked' });
    expect(await ask({ environment: 'training' })).toEqual({ kind: 'not-asked' });
  });
});

describe('in live already', () => {
  const current = { ...defaultSettings, environment: 'live', siteId: '30201' } as const;
  const ask = (change: Partial<TypedSettings>) => {
    const { ports, keys } = settingsKit(offers);
    keys.set('live', 'the-saved-live-key');
    return liveVerdict(ports, current, { ...live, apiKey: '', ...change }, '');
  };

  test('what the connection does not depend on is changed without a test', async () => {
    expect(await ask({ storeName: 'Another name' })).toEqual({ kind: 'not-asked' });
  });

  test('that too while the key does not open, but not the site', async () => {
    const { ports, keys } = settingsKit(offers);
    keys.set('live', 'the-saved-live-key');
    const vault = { ...ports.vault, load: () => Promise.resolve(undefined) };
    const whileClosed = (change: Partial<TypedSettings>) =>
      liveVerdict({ ...ports, vault }, current, { ...live, apiKey: '', ...change }, '');
    expect(await whileClosed({ storeName: 'Another name' })).toEqual({ kind: 'not-asked' });
    expect(await whileClosed({ siteId: '30202' })).toEqual({ kind: 'untested' });
  });

  test.each<Partial<TypedSettings>>([
    { siteId: '30202' },
    { apiKey: 'another-long-key' },
    { currency: 'EUR' },
  ])('another site, key or currency must pass again: %j', async (change) => {
    expect(await ask(change)).toEqual({ kind: 'untested' });
  });
});
