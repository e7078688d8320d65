import { usualAppearance } from '#domain/shop/appearance.ts';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultSettings } from '#domain/shop/settings/settings.ts';
import { systemClock } from '#electron/system/clock.ts';
import { sha256, systemIds } from '#electron/system/ids.ts';
import type { HostedPageView } from '#services/hosted-page/page-port.ts';
import type { SlipPage } from '#services/print/print-ports.ts';
import { Changes } from '#services/changes.ts';
import { installationNotes } from '#station/open-station.ts';
import type { StationDeps } from '#station/station.ts';
import type { TillPorts } from '../../src-main/till.ts';
import { memoryStaff, plainPins } from './staff-kit.ts';
import { workerFile } from '../sqlite/kit/journal-worker.ts';
import { newKey } from './new-key.ts';
import { plainSystem } from './network/plain-network.ts';
import { silentLog } from './station-kit.ts';
import { memoryOfficeVault } from './office/memory-office.ts';
import { plainSecrets, unlocked } from './fakes/fake-passphrase.ts';
import { newAnchors } from './fakes/new-anchor.ts';

/** A slip page for tests without windows. */
const noPaper: SlipPage = {
  print: () => Promise.resolve({ printed: false, why: 'unreachable', detail: 'no window' }),
  rasterise: () => Promise.reject(new Error('no window')),
  pdf: () => Promise.reject(new Error('no window')),
};

/** A customer's window on which no page can be shown. */
const noPage: HostedPageView = { open: () => () => undefined };

/**
 * What stations and tills need from the computer, without Electron: the real clock and random numbers, no key
 * store.
 */
const plainComputer = (home: string) =>
  ({
    home,
    workerFile: fileURLToPath(workerFile),
    clock: systemClock,
    ids: systemIds,
    log: { ...silentLog, hide: () => undefined },
    vault: {
      hasKey: () => false,
      seal: () => Promise.resolve({ sealed: false, why: 'no-key-store' }),
      load: () => Promise.resolve(undefined),
      follow: () => undefined,
    },
    officeVault: () => memoryOfficeVault(),
    isOnline: () => true,
    systemNetwork: plainSystem,
    lanAddresses: () => [],
    signingKey: newKey(),
    anchors: newAnchors(),
    slipPage: noPaper,
    customerFile: { read: () => null, save: () => undefined },
    hostedPage: noPage,
  }) satisfies Partial<TillPorts>;

/** For a station without a till; `onChange` is called with every change of its sale screen. */
export const plainStationDeps = (home: string, onChange: () => void): StationDeps => {
  const changes = new Changes(silentLog);
  changes.on('payment', onChange);
  changes.on('status', onChange);
  return {
    ...plainComputer(home),
    changes,
    noteBeside: installationNotes(),
    signedIn: () => null,
    isChangingSettings: () => false,
    version: '0.1.0',
    display: () => 'none',
    isCustomerUnseen: () => false,
  };
};

/** A shop that never had a display for the customer. */
const oneScreen: TillPorts['customerScreen'] = {
  own: () => null,
  hadOwn: () => false,
  isCovered: () => false,
  forget: () => undefined,
  onChange: () => undefined,
  restart: () => undefined,
};

/** A copy of the program that is updated by hand. */
const noUpdates: TillPorts['updates'] = {
  canInstall: false,
  running: '0.1.0',
  platform: 'linux',
  arch: 'x64',
  feed: { read: async () => Promise.resolve({ kind: 'failed', why: 'update-feed-unreachable' }) },
  installers: {
    fetch: async () => Promise.resolve('update-cut-off'),
    check: async () => Promise.resolve(null),
    keepOnly: () => undefined,
  },
  runner: { run: async () => Promise.resolve(false), leave: () => undefined },
  note: {
    read: () => ({ newestSeen: null, failed: [], wish: null, begun: null, untold: null }),
    write: () => undefined,
  },
};

/** For a whole till in training. */
export const plainTillPorts = (home: string): TillPorts => ({
  ...plainComputer(home),
  bench: null,
  setUpFile: { read: () => ({ stage: 'new', kept: null }), write: () => undefined },
  rollOut: { state: 'none' },
  isSetUpWanted: false,
  listDisplays: () => [],
  chooseDisplay: () => true,
  customerScreen: oneScreen,
  kioskScreen: { fill: () => undefined, release: () => undefined },
  startsReleased: false,
  programStart: { at: 0, computerOnFor: 0 },
  diskUse: () => null,
  autoStart: { set: () => undefined, isSet: () => false },
  appearanceFile: { read: () => usualAppearance, write: () => undefined },
  systemLanguages: ['en-US'],
  settingsFile: { read: () => defaultSettings, write: () => undefined, refused: [] },
  settingsSeal: { examine: async () => Promise.resolve(null), write: () => null },
  staff: memoryStaff(),
  pins: plainPins(),
  digest: sha256,
  alwaysAsksForStaff: false,
  keyStore: () => 'missing',
  unlock: unlocked(),
  secrets: plainSecrets(),
  showFolder: () => true,
  program: {
    product: 'Countertop POS',
    version: '0.1.0',
    license: 'MIT',
    electron: '45.4.1',
    chromium: '150.0.1',
    node: '24.21.0',
    system: 'linux x64 6.1.0',
    files: { data: home, log: join(home, 'logs'), licenses: join(home, 'THIRD-PARTY-LICENSES.txt') },
  },
  showFile: () => undefined,
  copyText: () => undefined,
  isWritable: () => true,
  readLog: () => '',
  withoutSecrets: (text) => text,
  supportFolder: join(home, 'support'),
  saveBundle: () => undefined,
  lastBundle: () => null,
  closeWindow: () => undefined,
  retitle: () => undefined,
  brand: { logo: null, wallet: null, pictures: [] },
  openFile: async () => Promise.resolve('opened'),
  chooseFolder: () => Promise.resolve(null),
  listPrinters: () => Promise.resolve([]),
  updates: noUpdates,
  onUnfinished: () => undefined,
  push: () => undefined,
});
