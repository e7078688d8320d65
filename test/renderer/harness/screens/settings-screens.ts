/** The pages of the settings, and what they ask. */
import { healthView, updateView } from '../../state/health/health-view.ts';
import type { TillWindow } from '../till-window.ts';
import { NOON } from '../views.ts';
import type { Show } from './show.ts';
import { ok, openSettings, press, refused } from './show.ts';

const openKeys = async (shown: TillWindow, protectedBy: string): Promise<void> => {
  await openSettings(shown);
  await shown.reply('keys.read', ok({ protectedBy, fingerprint: '0f1e2d3c4b5a6978' }));
  await press(shown, 'topic-keys', 'keys-kept');
};

const connected = {
  address: 'https://office.garden.example',
  storeName: 'Garden Café',
  stationName: 'Till 2',
};

const openOffice = async (shown: TillWindow, view: object, seen: string): Promise<void> => {
  await openSettings(shown);
  const none = {
    connected: null,
    confirmedAt: null,
    behind: null,
    trouble: null,
    untakenRow: null,
    restore: null,
    progress: null,
  };
  await shown.reply('office.read', ok({ ...none, ...view }));
  await press(shown, 'topic-office', seen);
};

export const SETTINGS: Readonly<Record<string, Show>> = {
  'connecting to the office': async (shown) => {
    await openOffice(shown, {}, 'office-form');
    await shown.reply('office.connect', refused('office-expired-code'));
    await shown.page.getByTestId('office-address').fill('office.garden.example');
    await press(shown, 'office-connect', 'problem');
  },
  'restoring from the office': async (shown) => {
    await openOffice(shown, { restore: 'offered' }, 'office-restoring');
    await shown.page.getByTestId('office-address').fill('office.garden.example');
    await shown.page.getByTestId('office-code').fill('K7M2-9QXT-4D');
    await press(shown, 'office-restore', 'office-question');
  },
  'going on with a restore from the office': async (shown) => {
    await openOffice(shown, { restore: 'begun' }, 'office-resume');
    await shown.reply('office.resume', refused('office-cut-off'));
    await press(shown, 'office-resume', 'problem');
  },
  'a journal that comes from the office': async (shown) => {
    const progress = { stage: 'checking', done: 1_234_567, total: 2_345_678 };
    await openOffice(shown, { restore: 'begun', progress }, 'office-resume');
  },
  'an entry that the office does not take': async (shown) => {
    const behind = { events: 12, since: NOON };
    const trouble = { trouble: 'row-too-long', untakenRow: 2_345_678 };
    await openOffice(shown, { connected, confirmedAt: NOON, behind, ...trouble }, 'office-untaken');
  },
  'disconnecting from the office': async (shown) => {
    const behind = { events: 12, since: NOON };
    await openOffice(shown, { connected, confirmedAt: NOON, behind, trouble: 'forked' }, 'office-trouble');
    await press(shown, 'office-disconnect', 'office-question');
  },
  settings: openSettings,
  'settings with something wrong': async (shown) => {
    await openSettings(shown);
    await shown.page.getByTestId('field-email').fill('nobody');
    await press(shown, 'settings-save', 'problem');
  },
  'currency list': async (shown) => {
    await openSettings(shown);
    await press(shown, 'field-currency', 'field-currency-list');
  },
  'leaving something unsaved': async (shown) => {
    await openSettings(shown);
    await shown.page.getByTestId('field-storeName').fill('Corner Shop');
    await press(shown, 'rail-sale', 'leave-form');
  },
  'restoring a backup': async (shown) => {
    await openSettings(shown);
    await shown.reply('health.read', ok(healthView()));
    await shown.reply('updates.read', ok(updateView()));
    await shown.reply('backups.gap', ok({ lastAt: NOON, rows: 9, payments: 3, refunds: 1, zs: 1 }));
    await press(shown, 'topic-health', 'backup-restore');
    await press(shown, 'backup-restore', 'restore-question');
  },
  'installing an update': async (shown) => {
    await openSettings(shown);
    await shown.reply('health.read', ok(healthView()));
    await shown.reply('updates.read', ok(updateView()));
    await press(shown, 'topic-health', 'updates-now');
    await press(shown, 'updates-now', 'updates-question');
  },
  screen: async (shown) => {
    await openSettings(shown);
    await press(shown, 'topic-screen', 'screen');
  },
  keys: async (shown) => {
    await openKeys(shown, 'key-store');
  },
  'changing the passphrase': async (shown) => {
    await openKeys(shown, 'passphrase');
    await shown.reply('passphrase.change', refused('former-passphrase-wrong'));
    for (const testid of ['passphrase-former', 'passphrase', 'passphrase-again'])
      await shown.page.getByTestId(testid).fill('kettle');
    await press(shown, 'passphrase-change', 'problem');
  },
  'keys that nothing keeps': async (shown) => {
    await openKeys(shown, 'nowhere');
    await shown.reply('passphrase.make', refused('passphrase-weak', { fault: 'short' }));
    for (const testid of ['passphrase', 'passphrase-again'])
      await shown.page.getByTestId(testid).fill('kettle');
    await press(shown, 'passphrase-make', 'problem');
  },
};
