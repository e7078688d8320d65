/** Key rings that are lost, and key rings that appear later. */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openAnchors } from '#electron/anchor/open-anchors.ts';
import type { KeyStore } from '#electron/secrets/key-store.ts';
import { openPepper } from '#electron/secrets/pepper.ts';
import { seal } from '#electron/secrets/sealed-file.ts';
import { maintainSecrets } from '#electron/secrets/maintain-secrets.ts';
import { newKeyStore } from '../../../scripts/attack/journal/attacked-till.ts';
import { temporaryFolder } from '../../sqlite/kit/new-journal.ts';
import { PaperLog } from '../../sqlite/kit/shop-journal.ts';
import { paperLog } from '../system/paper-log.ts';
import type { Folders } from './anchored-till.ts';
import { anchoredTill, END, isSealed, keptIn, noKeyStore, start } from './anchored-till.ts';

describe('a key ring that is lost', () => {
  /** A till whose anchor, signing key and ApiKey were sealed by another key ring. */
  const lost = async () => {
    const keyStore = newKeyStore();
    const { till } = await anchoredTill(keyStore);
    mkdirSync(join(till.home, 'live'));
    const credentials = join(till.home, 'live', 'credentials');
    writeFileSync(credentials, JSON.stringify(await seal(keyStore, 'c2VjcmV0', 'api-key/live')));
    return { ...till, credentials };
  };
  /** A start; its live journal records what is due, as at every start. */
  const work = async (till: Folders, keyStore: KeyStore) => {
    const { key, live } = await start(till, keyStore);
    const alarms = live.alarms();
    live.begin(END);
    await live.settled();
    return { key, alarms };
  };

  test.each([
    ['with another one in its place', newKeyStore(), newKeyStore],
    ['with none', noKeyStore, () => noKeyStore],
    ['with none, and later another one', noKeyStore, newKeyStore],
  ])('is one alarm and one new key: %s', async (_what, next, later) => {
    const till = await lost();
    const first = await work(till, next);
    const second = await work(till, next);
    const after = next === noKeyStore ? later() : next;
    const starts = [second, await work(till, after), await work(till, after)];
    expect(first.alarms).toEqual(['anchor-unopened']);
    expect(starts).toEqual(starts.map(() => ({ key: first.key, alarms: [] })));
    expect(isSealed(till)).toBe(after !== noKeyStore);
  });

  test('has all that it sealed kept, however often one is lost', async () => {
    const till = await lost();
    for (let time = 0; time < 3; time += 1) await work(till, newKeyStore());
    const kept = ['anchor.json', 'signing-key.json'];
    expect(keptIn(till.home).toSorted()).toEqual(kept.flatMap((name) => [name, name, name]));
    expect(keptIn(till.outside)).toHaveLength(3);
    expect(readdirSync(join(till.home, 'live'))).toEqual(['credentials']);
  });

  test('is the same alarm again after a power cut before any journal has recorded it', async () => {
    const till = await lost();
    const keyStore = newKeyStore();
    for (let time = 0; time < 2; time += 1)
      expect((await start(till, keyStore)).live.alarms()).toEqual(['anchor-unopened']);
    expect((await work(till, keyStore)).alarms).toEqual(['anchor-unopened']);
    expect((await work(till, keyStore)).alarms).toEqual([]);
  });
});

describe('the first start with a key store', () => {
  /**
   * A till that has run without a key store, and every state in which a power cut could leave its first start
   * with one.
   */
  const states = async (keyStore: KeyStore) => {
    const { till, key } = await anchoredTill(noKeyStore);
    const folder = dirname(till.home);
    const kept = temporaryFolder();
    let count = 0;
    const keep = (): void => cpSync(folder, join(kept, String(count++)), { recursive: true });
    const watched: KeyStore = {
      ...keyStore,
      seal: async (text, purpose) => {
        keep();
        return keyStore.seal(text, purpose);
      },
    };
    const { anchors, signing } = await openAnchors({ ...till, keyStore: watched, log: new PaperLog() });
    await maintainSecrets({
      pepper: openPepper({ home: till.home, keyStore: watched, log: paperLog() }),
      sealable: [anchors, signing],
      staff: { read: () => [] },
      log: new PaperLog(),
    });
    keep();
    const back = (state: number): void => {
      rmSync(folder, { recursive: true });
      cpSync(join(kept, String(state)), folder, { recursive: true });
    };
    return { till, key, count, back };
  };

  test('raises no alarm and keeps the key, wherever a power cut stops it', async () => {
    const keyStore = newKeyStore();
    const { till, key, count, back } = await states(keyStore);
    expect(count).toBeGreaterThanOrEqual(3);
    for (let state = 0; state < count; state += 1) {
      back(state);
      const next = await start(till, keyStore);
      expect([state, next.key, next.live.alarms()]).toEqual([state, key, []]);
    }
    expect(readFileSync(join(till.home, 'signing-key.json'), 'utf8')).toContain('"sealed":true');
    expect(isSealed(till)).toBe(true);
  });

  test('does not let the earlier plain-text files replace the sealed ones later', async () => {
    const keyStore = newKeyStore();
    const { till, count, back } = await states(keyStore);
    const names = ['anchor.json', 'signing-key.json'].map((name) => join(till.home, name));
    back(0);
    const before = names.map((name) => readFileSync(name));
    back(count - 1);
    names.forEach((name, at) => writeFileSync(name, before[at] ?? ''));
    expect((await start(till, keyStore)).live.alarms()).toEqual(['anchor-missing']);
  });
});
