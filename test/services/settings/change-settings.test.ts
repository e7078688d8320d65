import { describe, expect, test } from 'vitest';
import type { Settings } from '#domain/shop/settings.ts';
import { defaultSettings } from '#domain/shop/settings.ts';
import type { SettingsPorts, TypedSettings } from '#services/settings/change-settings.ts';
import { changeSettings, testSettings } from '#services/settings/change-settings.ts';
import type { Answer, GatewayMethod } from '#services/gateway/gateway-port.ts';
import type { Vault } from '#services/ports.ts';
import { silentLog } from '../../support/station-kit.ts';
import { HandClock } from '../../support/hand-clock.ts';
import { MemoryJournal } from '../../support/memory-journal.ts';
import { ScriptedGateway } from '../../support/scripted-gateway.ts';

const typed: TypedSettings = {
  environment: 'test',
  siteId: ' 30201 ',
  apiKey: 'a-long-enough-key',
  storeName: 'Corner Shop',
  storeAddress: '',
  storeId: 'S1',
  terminalId: 'T9',
  country: 'cn',
  currency: 'cny',
  email: 'shop@example.com',
  returnUrl: 'https://example.com/back',
  tokenLifetime: '10',
  cutOff: '00:00',
  timeZone: '',
  ceiling: '50,000',
  unusualCurrencyConfirmed: false,
  parkingAllowed: false,
  receipts: { mode: 'ask', printer: 'none', address: '', width: 80, language: 'en' },
};

const manager = { id: 'p-1', name: 'Chen', role: 'manager' } as const;
const acting = { by: manager, approvedBy: manager };

const kit = (options: { keyStore?: boolean; diskFull?: boolean; answer?: Answer<GatewayMethod> } = {}) => {
  const keys = new Map<string, string>();
  const written: Settings[] = [];
  const tried: string[] = [];
  const dropped: string[] = [];
  const journal = new MemoryJournal();
  const vault: Vault = {
    hasKey: (environment) => keys.has(environment),
    load: (environment) => Promise.resolve(keys.get(environment)),
    seal: (environment, apiKey) =>
      Promise.resolve(
        options.keyStore === false
          ? { sealed: false, why: 'no-key-store' }
          : {
              sealed: true,
              keep: () => void keys.set(environment, apiKey),
              drop: () => void dropped.push(apiKey),
            },
      ),
  };
  const write = (settings: Settings): void => {
    if (options.diskFull) throw new Error('disk full');
    written.push(settings);
  };
  const ports: SettingsPorts = {
    vault,
    clock: new HandClock(),
    journal: () => journal,
    file: { read: () => defaultSettings, write },
    log: silentLog,
    openGateway: (_environment, siteId, apiKey) => {
      tried.push(`${siteId}:${apiKey}`);
      return Object.assign(new ScriptedGateway(), {
        method: () => Promise.resolve(options.answer ?? { kind: 'not-found' }),
      });
    },
  };
  return { ports, keys, written, tried, dropped, journal };
};

const method = (currencies: string[]): Answer<GatewayMethod> => ({
  kind: 'ok',
  value: { currencies },
});

describe('saving settings', () => {
  test('good ones are tidied and kept, the key in the vault and nowhere else', async () => {
    const { ports, keys, written } = kit();
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
    ['storeAddress', 'Garden\tRoad'],
    ['storeAddress', '12\nGarden Road\nHuangpu\nShanghai'],
    ['storeId', 'x'.repeat(33)],
    ['terminalId', '   '],
    ['country', 'China'],
    ['currency', 'yuan'],
    ['email', 'no-at-sign'],
    ['returnUrl', 'ftp://example.com'],
    ['tokenLifetime', '0'],
    ['tokenLifetime', '1.5'],
    ['ceiling', '-1'],
    ['ceiling', 'lots'],
  ] as const)('%s = %j is refused by name and nothing is saved', async (field, text) => {
    const { ports, keys, written } = kit();
    expect(await changeSettings(ports, { ...typed, [field]: text }, acting)).toEqual({
      changed: false,
      why: 'invalid',
      field,
    });
    expect([...keys, ...written]).toEqual([]);
  });

  test('an address is kept line by line, without blanks around and between', async () => {
    const { ports, written } = kit();
    const storeAddress = '  12 Garden Road \r\n\n 上海市黄浦区 \n';
    await changeSettings(ports, { ...typed, storeAddress }, acting);
    expect(written).toMatchObject([{ storeAddress: '12 Garden Road\n上海市黄浦区' }]);
  });

  test('the books say who changed what, and never to what', async () => {
    const { ports, journal } = kit();
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
          'apiKey',
        ],
      },
    ]);
    expect(JSON.stringify(journal.activity)).not.toContain('a-long-enough-key');
  });

  test('a change that cannot be written into the books is not made', async () => {
    const { ports, written, dropped, journal } = kit();
    journal.full = true;
    expect(await changeSettings(ports, typed, acting)).toEqual({
      changed: false,
      why: 'settings-not-written',
    });
    expect({ written, dropped }).toEqual({ written: [], dropped: ['a-long-enough-key'] });
  });

  test('without a key store nothing at all is saved', async () => {
    const { ports, written } = kit({ keyStore: false });
    expect(await changeSettings(ports, typed, acting)).toEqual({ changed: false, why: 'no-key-store' });
    expect(written).toEqual([]);
  });

  test('a disk that will not have the settings keeps the old key with the old settings', async () => {
    const { ports, keys, dropped } = kit({ diskFull: true });
    keys.set('test', 'the-key-before');
    expect(await changeSettings(ports, typed, acting)).toEqual({
      changed: false,
      why: 'settings-not-written',
    });
    expect(keys.get('test')).toBe('the-key-before');
    expect(dropped).toEqual(['a-long-enough-key']);
  });

  test('whether the next sale may begin beside a parked one is kept as chosen', async () => {
    const { ports, written } = kit();
    await changeSettings(ports, { ...typed, parkingAllowed: true }, acting);
    expect(written).toMatchObject([{ parkingAllowed: true }]);
  });

  test('a key once saved need not be typed again', async () => {
    const { ports, keys } = kit();
    await changeSettings(ports, typed, acting);
    expect(
      (await changeSettings(ports, { ...typed, apiKey: '', storeName: 'New name' }, acting)).changed,
    ).toBe(true);
    expect(keys.get('test')).toBe('a-long-enough-key');
  });

  test('a currency without two decimals is saved only when ticked on purpose', async () => {
    const { ports, written } = kit();
    expect(await changeSettings(ports, { ...typed, currency: 'JPY' }, acting)).toMatchObject({
      field: 'currency',
    });
    await changeSettings(ports, { ...typed, currency: 'JPY', unusualCurrencyConfirmed: true }, acting);
    expect(written).toMatchObject([{ enabledCurrencies: ['JPY'] }]);
  });

  test('training asks for no credentials and keeps none', async () => {
    const { ports, keys, written } = kit({ keyStore: false });
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

describe('testing the connection', () => {
  test.each<[string, Answer<GatewayMethod>]>([
    ['works', method(['CNY', 'EUR'])],
    ['works', method([])],
    ['currency-not-offered', method(['EUR'])],
    ['credentials-refused', { kind: 'credentials-refused' }],
    ['unreachable', { kind: 'unreachable', detail: '' }],
    ['no-answer', { kind: 'no-answer', detail: '' }],
    ['gateway-trouble', { kind: 'server-fault', status: 500, retryAfterMs: null }],
    ['gateway-trouble', { kind: 'malformed', detail: '' }],
    ['gateway-trouble', { kind: 'not-found' }],
  ])('the verdict is %s', async (verdict, answer) => {
    const { ports, written, keys } = kit({ answer });
    expect(await testSettings(ports, typed)).toMatchObject({ verdict });
    expect([...keys, ...written]).toEqual([]);
  });

  test('it uses the saved key when none is typed, and says what is missing when there is none', async () => {
    const { ports, tried } = kit({ answer: method([]) });
    expect(await testSettings(ports, { ...typed, apiKey: '' })).toEqual({
      verdict: 'incomplete',
      field: 'apiKey',
    });
    await changeSettings(ports, typed, acting);
    expect(await testSettings(ports, { ...typed, apiKey: '' })).toMatchObject({ verdict: 'works' });
    expect(tried).toEqual(['30201:a-long-enough-key']);
  });
});
