import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { businessDays } from '#domain/shop/business-day.ts';
import type { Settings, SettingName } from '#domain/shop/settings/settings.ts';
import { defaultSettings, SETTING_NAMES } from '#domain/shop/settings/settings.ts';
import type { TypedSettings } from '#domain/shop/settings/typed-settings.ts';
import { showSettings } from '#domain/shop/settings/typed-settings.ts';
import { openSettingsFile } from '#electron/files/settings-file.ts';
import { Changes } from '#services/changes.ts';
import type { Acting } from '#services/staff/session-types.ts';
import { SettingsStore } from '#services/settings/settings-store.ts';
import type { ExportHandlerPorts } from '#handlers/export.ts';
import { exportHandlers } from '#handlers/export.ts';
import type { SettingsHandlerPorts } from '#handlers/set-up/settings.ts';
import { settingsHandlers } from '#handlers/set-up/settings.ts';
import { chen } from '../services/day/day-kit.ts';
import { NOTHING_AHEAD } from '../services/settings/settings-kit.ts';
import { personCalled } from '../support/staff-kit.ts';
import { HandClock } from '../support/fakes/hand-clock.ts';
import { MemoryJournal } from '../support/fakes/memory-journal.ts';
import { silentLog } from '../support/station-kit.ts';

const byManager = { by: chen, approvedBy: chen };
const SHOP: Settings = {
  ...defaultSettings,
  environment: 'test',
  siteId: '30201',
  terminal: {
    ...defaultSettings.terminal,
    storeName: 'Corner Shop',
    storeId: 'S-1',
    email: 'shop@corner.example',
    returnUrl: 'https://corner.example/back',
  },
};

/** A till of the test environment with its settings on disk. */
const tillOnDisk = (acting: Acting = byManager) => {
  const home = mkdtempSync(join(tmpdir(), 'till-every-setting-'));
  onTestFinished(() => rmSync(home, { recursive: true }));
  const file = openSettingsFile(home, silentLog);
  file.write(SHOP);
  const journal = new MemoryJournal();
  const clock = new HandClock();
  const settingsStore = new SettingsStore({ file, journal: () => journal, clock });
  const keys: string[] = [];
  const keyOf = (apiKey: string) => ({
    sealed: true,
    name: 'a1b2c3',
    store: () => undefined,
    commit: () => void keys.push(apiKey),
  });
  const ports = {
    settingsStore,
    station: () => ({
      settings: SHOP,
      payments: { tracker: { everyUnfinished: [] } },
      refunds: { tracker: { needingThisSite: undefined } },
      businessDays: businessDays({ cutOff: '00:00', timeZone: 'UTC' }),
    }),
    exports: { presets: [], status: { state: 'idle' } },
    businessDays: { dateOf: () => '2026-11-23' },
    vault: {
      hasKey: () => true,
      load: () => Promise.resolve('the-saved-key'),
      seal: (_: string, apiKey: string) => Promise.resolve(keyOf(apiKey)),
    },
    testedLinks: { has: () => true },
    setUp: { leave: () => undefined },
    journal: () => journal,
    keyStore: () => 'available',
    keys: { protectedBy: 'key-store' },
    lanAddresses: () => [],
    ahead: { standing: () => Promise.resolve(NOTHING_AHEAD) },
    reopen: () => Promise.resolve(true),
    changes: new Changes(silentLog),
    chooseFolder: () => Promise.resolve('/media/stick'),
    clock,
    log: silentLog,
  } as unknown as SettingsHandlerPorts & ExportHandlerPorts;
  const save = settingsHandlers(ports)['settings.save'];
  return {
    ...exportHandlers(ports),
    save: (change: Partial<TypedSettings>) => save({ ...showSettings(SHOP), ...change }, acting),
    acting,
    keys,
    stored: (): unknown => JSON.parse(readFileSync(join(home, 'settings.json'), 'utf8')),
    records: () => journal.activity.map(({ record }) => record),
    recorded: () => journal.activity.flatMap(({ record }) => ('fields' in record ? [record.fields] : [])),
  };
};

type TillOnDisk = ReturnType<typeof tillOnDisk>;

interface Change {
  readonly make: (till: TillOnDisk) => unknown;
  /** What the file must contain afterwards. */
  readonly stored: Settings;
  /** The other changes that this one requires here. */
  readonly alongside?: readonly SettingName[];
}

const typing = (typed: Partial<TypedSettings>, stored: Partial<Settings>): Change => ({
  make: async ({ save }) => save(typed),
  stored: { ...SHOP, ...stored },
});

const typingTerminal = (typed: Partial<TypedSettings>, stored: Partial<Settings['terminal']>): Change =>
  typing(typed, { terminal: { ...SHOP.terminal, ...stored } });

const typingReceipts = (change: Partial<Settings['receipts']>): Change => {
  const receipts = { ...SHOP.receipts, ...change };
  return typing({ receipts }, { receipts });
};

/** One change of every setting; a new setting does not compile until it is added here. */
const CHANGES: Readonly<Record<SettingName, Change>> = {
  environment: typing({ environment: 'live' }, { environment: 'live' }),
  siteId: typing({ siteId: '4711' }, { siteId: '4711' }),
  storeName: typingTerminal({ storeName: ' Garden Café ' }, { storeName: 'Garden Café' }),
  storeId: typingTerminal({ storeId: 'S-2' }, { storeId: 'S-2' }),
  terminalId: typingTerminal({ terminalId: 'T2' }, { terminalId: 'T2' }),
  country: typingTerminal({ country: 'de' }, { country: 'DE' }),
  currency: typingTerminal({ currency: 'eur' }, { currency: 'EUR' }),
  email: typingTerminal({ email: 'shop@garden.example' }, { email: 'shop@garden.example' }),
  returnUrl: typingTerminal({ returnUrl: 'https://garden.example' }, { returnUrl: 'https://garden.example' }),
  tokenLifetime: typingTerminal({ tokenLifetime: '15' }, { tokenLifetime: 15 }),
  storeAddress: typing({ storeAddress: '12 Garden Road' }, { storeAddress: '12 Garden Road' }),
  ceiling: typing({ ceiling: '1,234.50' }, { ceiling: 123_450 }),
  enabledCurrencies: typing({ unusualCurrencyConfirmed: true }, { enabledCurrencies: ['CNY'] }),
  parkingAllowed: typing({ parkingAllowed: false }, { parkingAllowed: false }),
  quickAmounts: typing({ quickAmounts: '5\n 12,50 \n\n5.00' }, { quickAmounts: [500, 1_250] }),
  asksAfterPaid: typing({ asksAfterPaid: true }, { asksAfterPaid: true }),
  customerLine: typing({ customerLine: ' Today: jasmine tea ' }, { customerLine: 'Today: jasmine tea' }),
  displayInches: typing({ displayInches: '10,1' }, { displayInches: 10.1 }),
  displayDistance: typing({ displayDistance: '60' }, { displayDistance: 60 }),
  showsGatewayPage: typing({ showsGatewayPage: true }, { showsGatewayPage: true }),
  cutOff: typing({ cutOff: '04:00' }, { cutOff: '04:00' }),
  timeZone: typing({ timeZone: 'Asia/Shanghai' }, { timeZone: 'Asia/Shanghai' }),
  updateFeed: typing(
    { updateFeed: ' https://updates.garden.example/till ' },
    { updateFeed: 'https://updates.garden.example/till' },
  ),
  trainingPhone: {
    make: async ({ save }) => save({ environment: 'training', trainingPhone: true }),
    stored: { ...SHOP, environment: 'training', trainingPhone: true },
    alongside: ['environment'],
  },
  trainingNetwork: typing({ trainingNetwork: ' Wi-Fi ' }, { trainingNetwork: 'Wi-Fi' }),
  kiosk: typing({ kiosk: true }, { kiosk: true }),
  startsWithComputer: typing({ startsWithComputer: true }, { startsWithComputer: true }),
  'receipts.mode': typingReceipts({ mode: 'auto' }),
  'receipts.printer': typingReceipts({ printer: 'system' }),
  'receipts.address': typingReceipts({ address: '192.168.1.50' }),
  'receipts.width': typingReceipts({ width: 58 }),
  'receipts.language': typingReceipts({ language: 'zh-CN' }),
  exportFolder: {
    make: async (till) => till['export.chooseFolder']({}, till.acting),
    stored: { ...SHOP, exportFolder: '/media/stick' },
  },
  exportAtClose: {
    make: (till) => till['export.atClose']({ on: true }, till.acting),
    stored: { ...SHOP, exportAtClose: true },
  },
};

test.each(SETTING_NAMES)(
  'a change of %s is saved, and the audit log names it and nothing else',
  async (name) => {
    const till = tillOnDisk();
    expect(await CHANGES[name].make(till)).toMatchObject({ ok: true });
    expect(till.recorded()).toEqual([[...(CHANGES[name].alongside ?? []), name]]);
    expect(till.stored()).toEqual(CHANGES[name].stored);
  },
);

describe('an approver without the permission of every setting in a change', () => {
  const cashier = personCalled('Lin');
  const refused = {
    ok: false,
    problem: { code: 'not-permitted', details: { permission: 'change-settings' } },
  };
  const attempt = async (make: Change['make']): Promise<void> => {
    const till = tillOnDisk({ by: cashier, approvedBy: cashier });
    expect(await make(till)).toEqual(refused);
    expect(till.stored()).toEqual(SHOP);
    expect(till.keys).toEqual([]);
    expect(till.records()).toMatchObject([
      { type: 'permission-refused', by: cashier, permission: 'change-settings', why: 'not-permitted' },
    ]);
  };

  test.each(SETTING_NAMES)('does not change %s, and the attempt is in the journal', async (name) =>
    attempt(CHANGES[name].make),
  );

  test('does not change the ApiKey', async () =>
    attempt(async ({ save }) => save({ apiKey: 'a-long-enough-key' })));
});

test('a new ApiKey is named in the audit log and kept in the vault, not in the settings file', async () => {
  const till = tillOnDisk();
  expect(await till.save({ apiKey: 'a-long-enough-key' })).toMatchObject({ ok: true });
  expect(till.recorded()).toEqual([['apiKey']]);
  expect(till.keys).toEqual(['a-long-enough-key']);
  expect(till.stored()).toEqual({ ...SHOP, keyName: 'a1b2c3' });
});

test('saving settings that are the same as before leaves no trace in the audit log', async () => {
  const till = tillOnDisk();
  expect(await till.save({})).toMatchObject({ ok: true });
  expect(till.recorded()).toEqual([]);
});
