import type { Settings } from '#domain/shop/settings/settings.ts';
import { defaultSettings } from '#domain/shop/settings/settings.ts';
import type { TypedSettings } from '#domain/shop/settings/typed-settings.ts';
import type { Answer, GatewayMethod, Reach } from '#services/gateway/gateway-port.ts';
import type { Vault } from '#services/ports.ts';
import type { ChangeSettingsPorts } from '#services/settings/change-settings.ts';
import type { AheadStanding } from '#services/office/restore-ahead.ts';
import { SettingsStore } from '#services/settings/settings-store.ts';
import type { CheckLinkPorts } from '#services/set-up/check-link.ts';
import { TestedLinks } from '#services/set-up/tested-links.ts';
import { HandClock } from '../../support/fakes/hand-clock.ts';
import { MemoryJournal } from '../../support/fakes/memory-journal.ts';
import { ScriptedGateway } from '../../support/fakes/scripted-gateway.ts';
import { silentLog } from '../../support/station-kit.ts';

export const typed: TypedSettings = {
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
  asksAfterPaid: false,
  showsGatewayPage: false,
  quickAmounts: '',
  customerLine: '',
  displayInches: '',
  displayDistance: '',
  updateFeed: '',
  trainingPhone: false,
  trainingNetwork: '',
  kiosk: false,
  startsWithComputer: false,
  receipts: { mode: 'ask', printer: 'none', address: '', width: 80, language: 'en' },
};

/** The gateway, over a connection that nothing is wrong with. */
export const reached: Reach = {
  host: 'paytest.smart2pay.com',
  byProxy: false,
  found: true,
  secure: { protocol: 'TLSv1.3', validUntil: Date.UTC(2027, 2, 14) },
  detail: '',
};

const manager = { id: 'p-1', name: 'Chen', role: 'manager' } as const;
export const acting = { by: manager, approvedBy: manager };

export const NOTHING_AHEAD: AheadStanding = { state: 'offered', progress: null, till: null, shop: null };

/** A till whose key store, disk and gateway the test controls. */
export const settingsKit = (
  options: {
    keyStore?: boolean;
    diskFull?: boolean;
    /** Whether the till opens with what was saved. */
    opens?: boolean;
    answer?: Answer<GatewayMethod>;
    reach?: Reach;
    skewMs?: number;
    /** What was saved before; a new till's if left out. */
    saved?: Settings;
    /** What is known of a restore onto this computer; none has begun if left out. */
    ahead?: Partial<AheadStanding>;
  } = {},
) => {
  const keys = new Map<string, string>();
  const written: Settings[] = [];
  const tried: string[] = [];
  const journal = new MemoryJournal();
  /** What was done to a new key and to the settings, in order. */
  const steps: string[] = [];
  const vault: Vault = {
    hasKey: (environment) => keys.has(environment),
    load: (environment) => Promise.resolve(keys.get(environment)),
    follow: () => undefined,
    seal: (environment, apiKey) =>
      Promise.resolve(
        options.keyStore === false
          ? { sealed: false, why: 'no-key-store' }
          : {
              sealed: true,
              name: 'a1b2c3',
              store: () => void steps.push('the key is stored'),
              commit: () => {
                steps.push('the key takes its place');
                keys.set(environment, apiKey);
              },
            },
      ),
  };
  const write = (settings: Settings): void => {
    if (options.diskFull) throw new Error('disk full');
    written.push(settings);
    steps.push(`the settings are written and name ${settings.keyName}`);
  };
  const reopen = (): Promise<boolean> => {
    steps.push('the till reopens');
    return Promise.resolve(options.opens ?? true);
  };
  const file = { read: () => options.saved ?? defaultSettings, write };
  const settingsStore = new SettingsStore({ file, journal: () => journal, clock: new HandClock() });
  const ports: ChangeSettingsPorts & CheckLinkPorts = {
    settingsStore,
    vault,
    ahead: { standing: () => Promise.resolve({ ...NOTHING_AHEAD, ...options.ahead }) },
    reopen,
    log: silentLog,
    testedLinks: new TestedLinks(),
    reachGateway: () => Promise.resolve(options.reach ?? reached),
    openGateway: (_environment, siteId, apiKey, onSkew) => {
      onSkew?.(options.skewMs ?? 0);
      tried.push(`${siteId}:${apiKey}`);
      return Object.assign(new ScriptedGateway(), {
        method: () => Promise.resolve(options.answer ?? { kind: 'not-found' }),
      });
    },
  };
  return { ports, keys, written, tried, steps, journal };
};
