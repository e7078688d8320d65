import { Buffer } from 'node:buffer';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openAnchors } from '#electron/anchor/open-anchors.ts';
import type { KeyStore } from '#electron/secrets/key-store.ts';
import { openSigningKey } from '#electron/secrets/signing-key.ts';
import { isSignedBy } from '#files/signature.ts';
import { openCheckpoints } from '#sqlite/check/checkpoints.ts';
import { temporaryFolder } from '../../sqlite/kit/new-journal.ts';
import { newKey } from '../../support/new-key.ts';
import { silentLog } from '../../support/station-kit.ts';
import { endAt } from '../../support/fakes/new-anchor.ts';

const chen = { id: 'chen', name: 'Chen', role: 'manager' } as const;
const acting = { by: chen, approvedBy: chen };
const bytes = Buffer.from('row 7');

/** A key ring that inverts every byte. */
const keyRing: KeyStore = {
  backend: () => 'ring',
  isSafe: async () => Promise.resolve(true),
  seal: async (text) => Promise.resolve(Buffer.from(text).map((byte) => byte ^ 0x55) as Buffer),
  unseal: async (cipher) => Promise.resolve(Buffer.from(cipher.map((byte) => byte ^ 0x55)).toString()),
};
const noKeyRing: KeyStore = { ...keyRing, isSafe: async () => Promise.resolve(false) };

const openIn = async (home: string, keyStore = keyRing) =>
  openSigningKey({ file: join(home, 'signing-key.json'), keyStore, log: silentLog });

describe('a signing key that is renewed', () => {
  test.each([
    ['sealed', keyRing],
    ['in the clear', noKeyRing],
  ])(
    'has named its successor, which signs from then on, even after a restart: %s',
    async (_name, keyStore) => {
      const home = temporaryFolder();
      const opened = await openIn(home, keyStore);
      const { key } = opened;
      const first = key.publicKey;
      await opened.renew(acting);
      const second = key.publicKey;
      await opened.renew(acting);
      expect([key.former, new Set([first, second, key.publicKey]).size]).toEqual([[first, second], 3]);
      expect(isSignedBy(key.publicKey, bytes, key.sign(bytes))).toBe(true);
      expect(opened.handovers()).toMatchObject([
        { ...acting, former: first, publicKey: second },
        { ...acting, former: second, publicKey: key.publicKey },
      ]);
      const later = (await openIn(home, keyStore)).key;
      expect([later.publicKey, later.former]).toEqual([key.publicKey, [first, second]]);
    },
  );

  test('is not renewed into plain text while the key store is not safe: the sealed one stays', async () => {
    const home = temporaryFolder();
    const safe = { now: true };
    const keyStore: KeyStore = { ...keyRing, isSafe: async () => Promise.resolve(safe.now) };
    const opened = await openIn(home, keyStore);
    const { publicKey } = opened.key;
    safe.now = false;
    await expect(opened.renew(acting)).rejects.toThrow('not safe');
    safe.now = true;
    expect((await openIn(home, keyStore)).key.publicKey).toBe(publicKey);
  });

  test('is still the old one if the power fails before the new one is in its file', async () => {
    const home = temporaryFolder();
    const opened = await openIn(home);
    const { publicKey } = opened.key;
    const file = join(home, 'signing-key.json');
    const before = readFileSync(file);
    await opened.renew(acting);
    writeFileSync(file, before);
    const later = await openIn(home);
    expect([later.key.publicKey, later.key.former, later.handovers()]).toEqual([publicKey, [], []]);
    await later.renew(acting);
    expect((await openIn(home)).key.former).toEqual([publicKey]);
  });

  test.each(['signing-keys.json.new', 'signing-key.json.new'])(
    'is still the old one when the disk refuses %s',
    async (name) => {
      const home = temporaryFolder();
      const opened = await openIn(home);
      const { publicKey } = opened.key;
      mkdirSync(join(home, name, 'in the way'), { recursive: true });
      await expect(opened.renew(acting)).rejects.toThrow(/./);
      expect([opened.key.publicKey, opened.key.former]).toEqual([publicKey, []]);
      expect((await openIn(home)).key.publicKey).toBe(publicKey);
    },
  );

  test('is not replaced on anyone’s mere word', async () => {
    const home = temporaryFolder();
    const { publicKey } = (await openIn(home)).key;
    const thief = newKey();
    const forged = { ...acting, former: thief.publicKey, publicKey, signature: thief.sign(bytes) };
    writeFileSync(join(home, 'signing-keys.json'), JSON.stringify({ handovers: [forged] }));
    expect((await openIn(home)).key.former).toEqual([]);
  });

  test('leaves its earlier signatures valid', () => {
    const folder = temporaryFolder();
    const [old, now] = [newKey(), newKey()];
    const hash = 'a'.repeat(64);
    openCheckpoints(folder, old).sign({ sequence: 100, hash, at: 1 } as never, 1);
    const renewed = openCheckpoints(folder, { ...now, former: [old.publicKey] });
    expect(renewed.latest()?.sequence).toBe(100);
    expect(renewed.signed()).toEqual(new Map([[100, hash]]));
    expect(renewed.newestByAnotherKey()).toBe(0);
    expect(openCheckpoints(folder, now).newestByAnotherKey()).toBe(100);
  });
});

describe('the anchor of a till whose signing key was renewed', () => {
  const anchored = async (keyStore = keyRing) => {
    const home = temporaryFolder();
    const outside = temporaryFolder();
    const open = async () => openAnchors({ home, outside, keyStore, log: silentLog });
    const { signing, anchors } = await open();
    const live = anchors.of('live');
    live.begin(endAt(7, 'a'.repeat(64)));
    await live.settled();
    return { home, open, signing, live };
  };
  const alarms = async (open: () => ReturnType<typeof openAnchors>) =>
    (await open()).anchors.of('live').alarms();

  test.each([
    ['sealed', keyRing],
    ['in the clear', noKeyRing],
  ])('raises no alarm, even when the power went before it was moved: %s', async (_name, keyStore) => {
    const { open, signing, live } = await anchored(keyStore);
    await signing.renew(acting);
    expect(await alarms(open)).toEqual([]);
    live.move(endAt(8, 'b'.repeat(64)));
    await live.settled();
    expect(await alarms(open)).toEqual([]);
  });

  test('raises one when the old key is copied back, or when nothing says who named the new one', async () => {
    const { home, open, signing, live } = await anchored();
    const old = readFileSync(join(home, 'signing-key.json'));
    await signing.renew(acting);
    const now = readFileSync(join(home, 'signing-key.json'));
    rmSync(join(home, 'signing-keys.json'));
    expect(await alarms(open)).toContain('other-key');
    writeFileSync(join(home, 'signing-key.json'), now);
    live.move(endAt(8, 'b'.repeat(64)));
    await live.settled();
    writeFileSync(join(home, 'signing-key.json'), old);
    expect(await alarms(open)).toContain('other-key');
  });
});
