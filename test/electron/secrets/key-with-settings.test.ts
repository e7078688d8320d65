/** Settings and the ApiKey that was typed with them change both or neither, on the disk and in the till that runs. */
import { Buffer } from 'node:buffer';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Settings } from '#domain/shop/settings/settings.ts';
import { defaultSettings } from '#domain/shop/settings/settings.ts';
import { openSettingsFile } from '#electron/files/settings-file.ts';
import type { KeyStore } from '#electron/secrets/key-store.ts';
import { openVault } from '#electron/secrets/vault.ts';
import { changeSettings } from '#services/settings/change-settings.ts';
import { SettingsStore } from '#services/settings/settings-store.ts';
import { changeEnvironment } from '#station/change-environment.ts';
import { atWrites } from '../../files/at-writes.ts';
import { whileHeld } from '../../files/while-held.ts';
import { acting, NOTHING_AHEAD, typed } from '../../services/settings/settings-kit.ts';
import { temporaryFolder } from '../../sqlite/kit/new-journal.ts';
import { HandClock } from '../../support/fakes/hand-clock.ts';
import { MemoryJournal } from '../../support/fakes/memory-journal.ts';
import { silentLog } from '../../support/station-kit.ts';

const [OLD_KEY, NEW_KEY] = ['the-key-before', 'the-key-after-it'];

/** A key ring that inverts every byte. */
const keyRing: KeyStore = {
  backend: () => 'ring',
  isSafe: async () => Promise.resolve(true),
  seal: async (text) => Promise.resolve(Buffer.from(text).map((byte) => byte ^ 0x55) as Buffer),
  unseal: async (cipher) => Promise.resolve(Buffer.from(cipher.map((byte) => byte ^ 0x55)).toString()),
};

const log = { ...silentLog, hide: () => undefined, clean: (text: string) => text };

const SHOP: Settings = {
  ...defaultSettings,
  environment: 'live',
  siteId: '30201',
  terminal: {
    ...defaultSettings.terminal,
    storeName: 'Old Name',
    storeId: 'S1',
    email: 'shop@example.com',
    returnUrl: 'https://example.com/back',
  },
};

const ports = async (home: string) => {
  const vault = await openVault({
    folderOf: (environment) => join(home, environment),
    keyStore: keyRing,
    log,
  });
  const file = openSettingsFile(home, log);
  const settingsStore = new SettingsStore({
    file,
    journal: () => new MemoryJournal(),
    clock: new HandClock(),
  });
  vault.follow(() => settingsStore.current);
  return { vault, settingsStore };
};

/** The till after a start: the name of its store, its SiteID, and the key with which it calls the gateway. */
const started = async (home: string) => {
  const { vault, settingsStore } = await ports(home);
  const opened = { runsWith: [] as unknown[] };
  const open = async (): Promise<void> => {
    const { siteId, terminal } = settingsStore.current;
    opened.runsWith = [terminal.storeName, siteId, await vault.load('live')];
  };
  await open();
  /** Saves them; the station opens with them unless `opens` is false. */
  const save = async (change: Partial<typeof typed>, opens = true) => {
    const openings = [opens, true];
    const changing = {
      settingsStore,
      session: { signOut: () => undefined },
      log,
      close: () => Promise.resolve(),
      open: async () => {
        await open();
        if (openings.shift() === false) throw new Error('the station does not open');
      },
      begin: () => undefined,
    };
    const reopen = async (before: Settings): Promise<boolean> => changeEnvironment(changing, before);
    const ahead = { standing: () => Promise.resolve(NOTHING_AHEAD) };
    const own = { ...typed, environment: 'live', storeName: 'Old Name', apiKey: '', ...change } as const;
    return (await changeSettings({ settingsStore, vault, ahead, reopen, log }, own, acting)).changed;
  };
  return { opened, save };
};

const newHome = async (): Promise<string> => {
  const home = temporaryFolder();
  openSettingsFile(home, log).write(SHOP);
  const { vault } = await ports(home);
  const key = await vault.seal('live', OLD_KEY);
  if (key.sealed) key.commit();
  return home;
};

const copyOf = (home: string): string => {
  const copy = temporaryFolder();
  cpSync(home, copy, { recursive: true });
  return copy;
};

const afterRestart = async (home: string) => (await started(home)).opened.runsWith;

describe.each([
  ['the same SiteID', '30201'],
  ['another SiteID', '40302'],
])('with %s', (_, siteId) => {
  const OLD = ['Old Name', '30201', OLD_KEY];
  const NEW = ['New Name', siteId, NEW_KEY];
  const change = { storeName: 'New Name', siteId, apiKey: NEW_KEY };

  /** The data folder as a power cut at each write would leave it. */
  const cutAtEachWrite = async (home: string, work: () => Promise<unknown>): Promise<unknown[]> => {
    const cut: string[] = [];
    await atWrites(() => void cut.push(copyOf(home)), work);
    return Promise.all(cut.map(afterRestart));
  };

  test.each([
    [true, NEW],
    [false, OLD],
  ])('a power cut at any write leaves both or neither (opens: %s)', async (opens, after) => {
    const home = await newHome();
    const till = await started(home);
    const left = await cutAtEachWrite(home, async () => till.save(change, opens));
    expect([till.opened.runsWith, await afterRestart(home)]).toEqual([after, after]);
    expect(left.length).toBeGreaterThan(2);
    for (const found of left) expect([OLD, NEW]).toContainEqual(found);
    expect(left[0]).toEqual(OLD);
  });

  test('a power cut while the next are saved leaves both, though the disk refused to restore the former', async () => {
    const home = await newHome();
    const till = await started(home);
    let writes = 0;
    await atWrites(
      () => {
        if (++writes > 2) throw new Error('EBUSY: refused');
      },
      async () => till.save(change, false),
    );
    expect([till.opened.runsWith, await afterRestart(copyOf(home))]).toEqual([OLD, NEW]);
    const third = { storeName: 'Third Name', siteId, apiKey: 'a-third-key' };
    const left = await cutAtEachWrite(home, async () => till.save(third));
    for (const found of left) expect([OLD, NEW, ['Third Name', siteId, 'a-third-key']]).toContainEqual(found);
  });

  test.each([
    [true, 1],
    [true, 2],
    [true, 3],
    [true, 4],
    [false, 1],
    [false, 2],
    [false, 3],
  ])(
    'a disk that refuses a write leaves both or neither (opens: %s, from write %i on)',
    async (opens, from) => {
      const home = await newHome();
      const till = await started(home);
      let writes = 0;
      const isSaved = await atWrites(
        () => {
          if (++writes >= from) throw Object.assign(new Error('EBUSY: refused'), { code: 'EBUSY' });
        },
        async () => till.save(change, opens),
      );
      expect(till.opened.runsWith).toEqual(isSaved ? NEW : OLD);
      expect([OLD, NEW]).toContainEqual(await afterRestart(home));
      // Whatever the refused change has left behind, the next one is whole again.
      expect(await till.save({ ...change, storeName: 'Third Name' }, false)).toBe(false);
      expect(await afterRestart(home)).toEqual(till.opened.runsWith);
      expect(await till.save({ storeName: 'Fourth Name', siteId: '50403', apiKey: 'a-third-key' })).toBe(
        true,
      );
      expect(await afterRestart(home)).toEqual(['Fourth Name', '50403', 'a-third-key']);
    },
  );
});

test.each(['credentials', 'credentials.next'])(
  'a till whose %s is held while settings are saved goes on with what it had read',
  async (name) => {
    const home = await newHome();
    const till = await started(home);
    expect(await whileHeld(name, async () => till.save({ storeName: 'New Name', apiKey: NEW_KEY }))).toBe(
      true,
    );
    expect(till.opened.runsWith).toEqual(['New Name', '30201', NEW_KEY]);
    expect(await afterRestart(home)).toEqual(['New Name', '30201', NEW_KEY]);
  },
);
