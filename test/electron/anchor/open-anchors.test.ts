/** The anchors of a till, from one start to the next. */
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readAnchorText } from '#electron/anchor/anchor-text.ts';
import { openAnchors } from '#electron/anchor/open-anchors.ts';
import type { KeyStore } from '#electron/secrets/key-store.ts';
import { openPepper } from '#electron/secrets/pepper.ts';
import { tendSecrets } from '#electron/secrets/tend-secrets.ts';
import { newKeyStore } from '../../../scripts/attack/journal/attacked-till.ts';
import { seal } from '#electron/secrets/sealed-file.ts';
import { ownKey } from '../../../scripts/attack/journal/rewrite.ts';
import { paperLog } from '../system/paper-log.ts';
import { temporaryFolder } from '../../sqlite/kit/new-journal.ts';
import { PaperLog } from '../../sqlite/kit/shop-journal.ts';
import { endAt } from '../../support/fakes/new-anchor.ts';

const END = endAt(7, 'a'.repeat(64));
const { sequence, hash, ...numbers } = END;
const ROW = { sequence, hash, numbers };

const refuses = () => Promise.reject(new Error('no key ring'));
const noKeyStore: KeyStore = {
  backend: () => 'none',
  isSafe: () => Promise.resolve(false),
  seal: refuses,
  unseal: refuses,
};

const folders = () => {
  const folder = temporaryFolder();
  const home = join(folder, 'home');
  mkdirSync(home);
  return { home, outside: join(folder, 'outside') };
};
type Folders = ReturnType<typeof folders>;

const start = async (till: Folders, keyStore: KeyStore) => {
  const log = new PaperLog();
  const { signingKey, anchors } = await openAnchors({ ...till, keyStore, log });
  return { key: signingKey.publicKey, live: anchors.of('live'), training: anchors.of('training'), log };
};

/** A till that has anchored its live journal at row 7. */
const anchoredTill = async (keyStore: KeyStore) => {
  const till = folders();
  const { live, key } = await start(till, keyStore);
  live.begin(END);
  await live.settled();
  return { till, key };
};

/** What is kept beside because it did not open, without its mark. */
const keptIn = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name.includes('.unopened-'))
    .map((name) => name.replace(/\.unopened-[0-9a-f]{8}$/, ''));

const isSealed = ({ home }: Folders): boolean =>
  'cipher' in (JSON.parse(readFileSync(join(home, 'anchor.json'), 'utf8')) as object);

describe('the anchor of a journal', () => {
  test('says at the next start where the journal ended, and lies sealed in the folder and outside of it', async () => {
    const keyStore = newKeyStore();
    const { till } = await anchoredTill(keyStore);
    const next = await start(till, keyStore);
    expect(next.live.anchored()).toEqual({ ...ROW, restoring: null });
    expect([next.live.alarms(), next.training.anchored()]).toEqual([[], null]);
    expect(isSealed(till)).toBe(true);
    expect(readdirSync(till.outside)).toHaveLength(1);
    for (const file of [
      join(till.home, 'anchor.json'),
      join(till.outside, readdirSync(till.outside)[0] ?? ''),
    ])
      expect(readFileSync(file, 'utf8')).not.toContain(ROW.hash.slice(0, 16));
  });

  test('stays due for each journal until that one has recorded what was found', async () => {
    const keyStore = newKeyStore();
    const { till } = await anchoredTill(keyStore);
    rmSync(join(till.home, 'anchor.json'));
    const next = await start(till, keyStore);
    expect(next.live.alarms()).toEqual(['anchor-missing']);
    next.live.begin(END);
    await next.live.settled();
    const later = await start(till, keyStore);
    expect([later.live.alarms(), later.training.alarms()]).toEqual([[], ['anchor-missing']]);
  });

  test('of an earlier version, which sealed no running numbers, is believed as before', () => {
    const place = { path: '/home', host: 'till', node: '1' };
    const live = { sequence, hash, restoring: null };
    const text = { moved: 1, place, publicKey: 'key', journals: { live }, pending: {} };
    expect(readAnchorText(JSON.stringify(text))?.journals.live).toEqual({ ...live, numbers: null });
  });

  test('raises no alarm when its folder is moved or renamed', async () => {
    const keyStore = newKeyStore();
    const { till } = await anchoredTill(keyStore);
    const moved = { ...till, home: `${till.home}-moved` };
    renameSync(till.home, moved.home);
    expect((await start(moved, keyStore)).live.alarms()).toEqual([]);
  });

  test('is never replaced by one in the clear, even while the key store is gone', async () => {
    const keyStore = newKeyStore();
    const { till } = await anchoredTill(keyStore);
    let isThere = true;
    const failing = { ...keyStore, isSafe: () => Promise.resolve(isThere) };
    const { live, log } = await start(till, failing);
    isThere = false;
    live.move(endAt(8, 'b'.repeat(64)));
    await live.settled();
    expect(isSealed(till)).toBe(true);
    expect(log.lines).toContain('the anchor of the journal could not be moved');
    expect((await start(till, keyStore)).live.anchored()).toMatchObject(ROW);
  });

  test('is kept, though not opened, where another key store is asked', async () => {
    const { till } = await anchoredTill(newKeyStore());
    rmSync(till.outside, { recursive: true });
    const { live } = await start(till, newKeyStore());
    expect([live.alarms(), live.anchored()]).toEqual([['anchor-unopened'], null]);
    expect(keptIn(till.home)).toEqual(['anchor.json', 'signing-key.json']);
  });
});

describe('a computer without a key store', () => {
  test('has its anchor in the clear, and gets it sealed without an alarm once there is a key store', async () => {
    const { till, key } = await anchoredTill(noKeyStore);
    expect(isSealed(till)).toBe(false);
    const keyStore = newKeyStore();
    const next = await start(till, keyStore);
    expect([next.live.alarms(), next.key, next.live.anchored()]).toEqual([
      [],
      key,
      { ...ROW, restoring: null },
    ]);
    next.live.begin(END);
    await next.live.settled();
    expect(isSealed(till)).toBe(true);
    expect((await start(till, keyStore)).live.alarms()).toEqual([]);
  });

  test('has no anchor in the clear again once one was sealed, though the key store goes', async () => {
    const { till } = await anchoredTill(noKeyStore);
    let isThere = true;
    const keyStore = { ...newKeyStore(), isSafe: () => Promise.resolve(isThere) };
    const { live } = await start(till, keyStore);
    for (const isNow of [true, false]) {
      isThere = isNow;
      live.begin(ROW);
      await live.settled();
      expect(isSealed(till)).toBe(true);
    }
  });
});

describe('a key ring that is lost', () => {
  /** A till whose anchor, key and ApiKey another key ring has sealed. */
  const lost = async () => {
    const keyStore = newKeyStore();
    const { till } = await anchoredTill(keyStore);
    mkdirSync(join(till.home, 'live'));
    const credentials = join(till.home, 'live', 'credentials');
    writeFileSync(credentials, JSON.stringify(await seal(keyStore, 'c2VjcmV0', 'api-key/live')));
    return { ...till, credentials };
  };
  /** A start whose live journal records what is due, as each does. */
  const work = async (till: Folders, keyStore: KeyStore) => {
    const { key, live } = await start(till, keyStore);
    const alarms = live.alarms();
    live.begin(ROW);
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
  /** A till that has run without one, and every state in which a power cut could leave it at its first start with one. */
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
    await tendSecrets({
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

  test('does not let the files of before, in the clear, take the place of the sealed ones later', async () => {
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

describe('a key that lies in the clear', () => {
  const put = ({ home }: Folders): string => {
    const { file, publicKey } = ownKey();
    writeFileSync(join(home, 'signing-key.json'), file);
    return publicKey;
  };

  test('is not taken in the place of the one that the anchor knows, and is kept aside', async () => {
    const keyStore = newKeyStore();
    const { till, key } = await anchoredTill(keyStore);
    const theirs = put(till);
    const next = await start(till, keyStore);
    expect([theirs, key]).not.toContain(next.key);
    expect(next.live.alarms()).toEqual(['other-key']);
    expect(readdirSync(till.home).filter((name) => name.includes('.unopened-'))).toHaveLength(1);
  });

  test.each([
    ['the ApiKey', 'api-key/live', join('live', 'credentials')],
    ['the pepper', 'pepper', 'pepper.json'],
  ] as const)(
    'is not taken where no anchor is left, but %s was sealed once',
    async (_what, purpose, name) => {
      const till = folders();
      const theirs = put(till);
      const keyStore = newKeyStore();
      mkdirSync(join(till.home, 'live'));
      writeFileSync(join(till.home, name), JSON.stringify(await seal(keyStore, 'c2VjcmV0', purpose)));
      const next = await start(till, keyStore);
      expect(next.key).not.toBe(theirs);
    },
  );

  test('that has to be made anew beside a journal is an alarm, and none on a new till', async () => {
    const till = folders();
    expect((await start(till, newKeyStore())).live.alarms()).toEqual([]);
    rmSync(join(till.home, 'signing-key.json'));
    mkdirSync(join(till.home, 'live'));
    writeFileSync(join(till.home, 'live', 'journal.db'), '');
    expect((await start(till, newKeyStore())).live.alarms()).toEqual(['other-key']);
  });

  test('is taken where nothing was ever sealed, as by an earlier version without a key store', async () => {
    const till = folders();
    const theirs = put(till);
    const next = await start(till, newKeyStore());
    expect([next.key, next.live.alarms()]).toEqual([theirs, []]);
  });
});
