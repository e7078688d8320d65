/** The anchors of a till, from one start to the next. */
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readAnchorText } from '#electron/anchor/anchor-text.ts';
import { openAnchors } from '#electron/anchor/open-anchors.ts';
import { openPepper } from '#electron/secrets/pepper.ts';
import { seal } from '#electron/secrets/sealed-file.ts';
import { newKeyStore } from '../../../scripts/attack/journal/attacked-till.ts';
import { ownKey } from '../../../scripts/attack/journal/rewrite.ts';
import { PaperLog } from '../../sqlite/kit/shop-journal.ts';
import { readsOf, whileHeld } from '../../files/while-held.ts';
import { endAt } from '../../support/fakes/new-anchor.ts';
import { paperLog } from '../system/paper-log.ts';
import type { Folders } from './anchored-till.ts';
import { anchoredTill, END, folders, isSealed, keptIn, noKeyStore, ROW, start } from './anchored-till.ts';

const CHEN = { id: 'chen', name: 'Chen', role: 'manager' } as const;

describe('the anchor of a journal', () => {
  test('says at the next start where the journal ended, and is sealed inside the data folder and outside it', async () => {
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

  test('stays due for each journal until that journal has recorded what was found', async () => {
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

  test('lets only training start over', async () => {
    const { anchors } = await openAnchors({ ...folders(), keyStore: newKeyStore(), log: new PaperLog() });
    const anew = (['live', 'test', 'bench', 'training'] as const).filter(
      (one) => anchors.of(one).mayBeginAnew,
    );
    expect(anew).toEqual(['training']);
  });

  test('of an earlier version, which sealed no running numbers, is believed as before', () => {
    const place = { path: '/home', host: 'till', node: '1' };
    const { sequence, hash } = ROW;
    const live = { sequence, hash, restoring: null };
    const text = { moved: 1, place, publicKey: 'key', journals: { live }, pending: {} };
    expect(readAnchorText(JSON.stringify(text))?.journals.live).toEqual({ ...live, numbers: null });
  });

  test.each(['anchor.json', 'signing-key.json', 'signing-keys.json'])(
    'raises no alarm while the system does not let the till read %s: it does not start',
    async (name) => {
      const keyStore = newKeyStore();
      const { till, key } = await anchoredTill(keyStore);
      const { signing } = await openAnchors({ ...till, keyStore, log: new PaperLog() });
      await signing.renew({ by: CHEN, approvedBy: CHEN });
      const opening = whileHeld(name, async () => start(till, keyStore), 'EACCES');
      await expect(opening).rejects.toThrow(`${name} cannot be read now (EACCES)`);
      expect(keptIn(till.home)).toEqual([]);
      const next = await start(till, keyStore);
      expect([next.live.alarms(), next.key === key]).toEqual([[], false]);
    },
  );

  test('in the clear is not believed because the till may not read what it had sealed: it does not start', async () => {
    const keyStore = newKeyStore();
    const { till } = await anchoredTill(keyStore);
    await openPepper({ home: till.home, keyStore, log: paperLog() }).make();
    const { till: forged } = await anchoredTill(noKeyStore);
    for (const name of ['anchor.json', 'signing-key.json'])
      copyFileSync(join(forged.home, name), join(till.home, name));
    rmSync(till.outside, { recursive: true });
    const opening = whileHeld('pepper.json', async () => start(till, keyStore), 'EACCES');
    await expect(opening).rejects.toThrow('pepper.json cannot be read now (EACCES)');
    expect((await start(till, keyStore)).live.alarms()).toContain('anchor-unopened');
  });

  test('is read once at a start, so that what was judged is what was opened', async () => {
    const keyStore = newKeyStore();
    const { till } = await anchoredTill(keyStore);
    expect(await readsOf('anchor.json', async () => start(till, keyStore))).toBe(1);
  });

  const copyIn = ({ outside }: Folders): string => readdirSync(outside)[0] ?? '';

  test('raises no alarm while its copy is held: it does without, and leaves the copy as it is', async () => {
    const keyStore = newKeyStore();
    const { till } = await anchoredTill(keyStore);
    const older = readFileSync(join(till.home, 'anchor.json'));
    const { live } = await start(till, keyStore);
    for (const digit of ['b', 'c', 'd']) live.move(endAt(8, digit.repeat(64)));
    await live.settled();
    // Somebody has put an older folder in place.
    writeFileSync(join(till.home, 'anchor.json'), older);
    await whileHeld(copyIn(till), async () => {
      const opened = await start(till, keyStore);
      expect(opened.live.alarms()).toEqual([]);
      expect(opened.log.lines).toEqual(['the copy of the anchor cannot be read now, and stays as it is']);
      opened.live.move(endAt(9, 'e'.repeat(64)));
      await opened.live.settled();
    });
    expect(keptIn(till.outside)).toEqual([]);
    expect((await start(till, keyStore)).live.alarms()).toEqual(['older-folder']);
  });

  test('that is missing is no alarm while its copy is held: the till does not start', async () => {
    const keyStore = newKeyStore();
    const { till } = await anchoredTill(keyStore);
    rmSync(join(till.home, 'anchor.json'));
    const copy = copyIn(till);
    await expect(whileHeld(copy, async () => start(till, keyStore))).rejects.toThrow(
      `${copy} cannot be read now`,
    );
    const next = await start(till, keyStore);
    expect([next.live.alarms(), next.live.anchored()]).toEqual([
      ['anchor-missing'],
      { ...ROW, restoring: null },
    ]);
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

  test('is kept, though not opened, if another key store is in use', async () => {
    const { till } = await anchoredTill(newKeyStore());
    rmSync(till.outside, { recursive: true });
    const { live } = await start(till, newKeyStore());
    expect([live.alarms(), live.anchored()]).toEqual([['anchor-unopened'], null]);
    expect(keptIn(till.home)).toEqual(['anchor.json', 'signing-key.json']);
  });
});

describe('a computer without a key store', () => {
  test('has its anchor in plain text, and gets it sealed without an alarm once there is a key store', async () => {
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

  test('never has its anchor in plain text again once it was sealed, even if the key store goes', async () => {
    const { till } = await anchoredTill(noKeyStore);
    let isThere = true;
    const keyStore = { ...newKeyStore(), isSafe: () => Promise.resolve(isThere) };
    const { live } = await start(till, keyStore);
    for (const isNow of [true, false]) {
      isThere = isNow;
      live.begin(END);
      await live.settled();
      expect(isSealed(till)).toBe(true);
    }
  });
});

describe('a key that lies in plain text', () => {
  const put = ({ home }: Folders): string => {
    const { file, publicKey } = ownKey();
    writeFileSync(join(home, 'signing-key.json'), file);
    return publicKey;
  };

  test('does not replace the key that the anchor knows, and is kept aside', async () => {
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

  test('raises an alarm if it has to be made again beside a journal, but not on a new till', async () => {
    const till = folders();
    expect((await start(till, newKeyStore())).live.alarms()).toEqual([]);
    rmSync(join(till.home, 'signing-key.json'));
    mkdirSync(join(till.home, 'live'));
    writeFileSync(join(till.home, 'live', 'journal.db'), '');
    expect((await start(till, newKeyStore())).live.alarms()).toEqual(['other-key']);
  });

  test('is accepted if nothing was ever sealed, as in an earlier version without a key store', async () => {
    const till = folders();
    const theirs = put(till);
    const next = await start(till, newKeyStore());
    expect([next.key, next.live.alarms()]).toEqual([theirs, []]);
  });
});
