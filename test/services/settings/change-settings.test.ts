import { describe, expect, test } from 'vitest';
import { defaultSettings } from '#domain/shop/settings/settings.ts';
import { showSettings } from '#domain/shop/settings/typed-settings.ts';
import type { Vault } from '#services/ports.ts';
import { changeSettings } from '#services/settings/change-settings.ts';
import { testConnection } from '#services/settings/test-connection.ts';
import { acting, settingsKit, typed } from './settings-kit.ts';

describe('saving settings', () => {
  test('valid ones are tidied and saved, the key in the vault and nowhere else', async () => {
    const { ports, keys, written } = settingsKit();
    expect((await changeSettings(ports, typed, acting)).changed).toBe(true);
    expect(keys.get('test')).toBe('a-long-enough-key');
    expect(written).toMatchObject([
      { siteId: '30201', ceiling: 5_000_000, terminal: { country: 'CN', currency: 'CNY' } },
    ]);
    expect(JSON.stringify(written)).not.toContain('a-long-enough-key');
  });

  test.each([
    ['siteId', '30201x'],
    ['apiKey', 'short'],
    ['storeName', ''],
    ['storeName', 'x'.repeat(51)],
    ['storeAddress', 'x'.repeat(121)],
    ['storeAddress', '路'.repeat(121)],
    ['storeAddress', '12\nGarden Road\nHuangpu\nShanghai'],
    ['storeId', 'x'.repeat(33)],
    ['terminalId', '   '],
    ['terminalId', '🍵'],
    ['storeId', '/\\..'],
    ['storeName', '\u200B'],
    ['country', 'China'],
    ['currency', 'yuan'],
    ['email', 'no-at-sign'],
    ['returnUrl', 'ftp://example.com'],
    ['tokenLifetime', '0'],
    ['tokenLifetime', '1.5'],
    ['ceiling', '-1'],
    ['ceiling', 'lots'],
  ] as const)('%s = %j is refused by name and nothing is saved', async (field, text) => {
    const { ports, keys, written } = settingsKit();
    expect(await changeSettings(ports, { ...typed, [field]: text }, acting)).toEqual({
      changed: false,
      why: 'invalid',
      field,
    });
    expect([...keys, ...written]).toEqual([]);
  });

  test('an address is saved line by line, without surrounding spaces or empty lines', async () => {
    const { ports, written } = settingsKit();
    const storeAddress = '  12\tGarden Road \r\n\n \u202E上海市黄浦区 \n';
    await changeSettings(ports, { ...typed, storeAddress }, acting);
    expect(written).toMatchObject([{ storeAddress: '12 Garden Road\n上海市黄浦区' }]);
  });

  test('a name that an earlier version has taken holds up neither a change of something else nor a test', async () => {
    const terminal = { ...defaultSettings.terminal, terminalId: '🍵/\\..' };
    const saved = { ...defaultSettings, environment: 'test', siteId: '30201', terminal } as const;
    const { ports, written } = settingsKit({ saved, answer: { kind: 'ok', value: { currencies: [] } } });
    const change = { ...showSettings(saved), apiKey: typed.apiKey, cutOff: '04:00' };
    expect(await testConnection(ports, change)).toMatchObject({ verdict: 'works' });
    expect(await changeSettings(ports, change, acting)).toEqual({ changed: true });
    expect(written).toMatchObject([{ cutOff: '04:00', terminal }]);
  });

  test.each([
    ['test', { changed: true }],
    ['live', { changed: false, why: 'invalid', field: 'terminalId' }],
  ] as const)(
    'a new computer keeps the TerminalID of the till it becomes, though no new till may have it: %s',
    async (environment, answer) => {
      const terminal = { ...defaultSettings.terminal, terminalId: '!7 🍵' };
      const till = { environment, storeName: 'Garden Café', stationName: 'Front', rows: 3 };
      const shop = { environment, siteId: '30201', terminal, days: null };
      const { ports } = settingsKit({ ahead: { state: 'here', till, shop } });
      const change = { ...typed, terminalId: terminal.terminalId };
      expect(await changeSettings(ports, change, acting)).toEqual(answer);
    },
  );

  test('the audit log says who changed which settings, never to which values', async () => {
    const { ports, journal } = settingsKit();
    await changeSettings(ports, typed, acting);
    expect(journal.activity.map(({ record }) => record)).toEqual([
      {
        type: 'settings-changed',
        ...acting,
        fields: [
          'environment',
          'siteId',
          'storeName',
          'storeId',
          'terminalId',
          'email',
          'returnUrl',
          'parkingAllowed',
          'apiKey',
        ],
      },
    ]);
    expect(JSON.stringify(journal.activity)).not.toContain('a-long-enough-key');
  });

  test('a change that cannot be journaled is not made', async () => {
    const { ports, written, journal, steps } = settingsKit();
    journal.full = true;
    expect(await changeSettings(ports, typed, acting)).toEqual({
      changed: false,
      why: 'settings-not-written',
    });
    expect({ written, steps }).toEqual({ written: [], steps: [] });
  });

  test('without a key store nothing at all is saved', async () => {
    const { ports, written } = settingsKit({ keyStore: false });
    expect(await changeSettings(ports, typed, acting)).toEqual({ changed: false, why: 'no-key-store' });
    expect(written).toEqual([]);
  });

  test('when the disk cannot be written the old key stays with the old settings', async () => {
    const { ports, keys, steps } = settingsKit({ diskFull: true });
    keys.set('test', 'the-key-before');
    expect(await changeSettings(ports, typed, acting)).toEqual({
      changed: false,
      why: 'settings-not-written',
    });
    expect(keys.get('test')).toBe('the-key-before');
    expect(steps).toEqual(['the key is stored']);
  });

  test('the key is on disk before the settings, and takes its place once the till is open with them', async () => {
    const { ports, steps } = settingsKit();
    await changeSettings(ports, typed, acting);
    expect(steps).toEqual([
      'the key is stored',
      'the settings are written and name a1b2c3',
      'the till reopens',
      'the key takes its place',
    ]);
  });

  test('a till that does not open with them goes on with the key it had', async () => {
    const { ports, keys } = settingsKit({ opens: false });
    keys.set('test', 'the-key-before');
    expect(await changeSettings(ports, typed, acting)).toEqual({ changed: false, why: 'environment-failed' });
    expect(keys.get('test')).toBe('the-key-before');
  });

  test('a key that cannot take its place yet is saved all the same, and nobody is told that nothing was', async () => {
    const { ports, written } = settingsKit();
    const commit = (): never => {
      throw new Error('EPERM: a scanner holds the file');
    };
    const vault: Vault = {
      ...ports.vault,
      seal: async (...key) => ({ ...(await ports.vault.seal(...key)), commit }),
    };
    expect(await changeSettings({ ...ports, vault }, typed, acting)).toEqual({ changed: true });
    expect(written).toMatchObject([{ siteId: '30201' }]);
  });

  test('whether the next sale may start while one is parked is saved as chosen', async () => {
    const { ports, written } = settingsKit();
    await changeSettings(ports, { ...typed, parkingAllowed: true }, acting);
    expect(written).toMatchObject([{ parkingAllowed: true }]);
  });

  test('a key once saved need not be typed again', async () => {
    const { ports, keys } = settingsKit();
    await changeSettings(ports, typed, acting);
    expect(
      (await changeSettings(ports, { ...typed, apiKey: '', storeName: 'New name' }, acting)).changed,
    ).toBe(true);
    expect(keys.get('test')).toBe('a-long-enough-key');
  });

  test('a currency without two decimals is saved only when enabled explicitly', async () => {
    const { ports, written } = settingsKit();
    expect(await changeSettings(ports, { ...typed, currency: 'JPY' }, acting)).toMatchObject({
      field: 'currency',
    });
    await changeSettings(ports, { ...typed, currency: 'JPY', unusualCurrencyConfirmed: true }, acting);
    expect(written).toMatchObject([{ enabledCurrencies: ['JPY'] }]);
  });

  test('training needs no credentials and saves none', async () => {
    const { ports, keys, written } = settingsKit({ keyStore: false });
    const change = await changeSettings(
      ports,
      { ...typed, environment: 'training', siteId: '', apiKey: '' },
      acting,
    );
    expect(change.changed).toBe(true);
    expect(keys.size).toBe(0);
    expect(written).toHaveLength(1);
  });
});
