import { Buffer } from 'node:buffer';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openAnchors } from '#electron/anchor/open-anchors.ts';
import type { KeyStore } from '#electron/secrets/key-store.ts';
import { openStaffSeal } from '#electron/secrets/installation-seal.ts';
import { maintainSecrets } from '#electron/secrets/maintain-secrets.ts';
import { openPepper } from '#electron/secrets/pepper.ts';
import { temporaryFolder } from '../../sqlite/kit/new-journal.ts';
import { paperLog } from '../system/paper-log.ts';
import { endAt } from '../../support/fakes/new-anchor.ts';

const chen = { id: 'chen', name: 'Chen', role: 'manager' } as const;

/** Seals nothing until a passphrase is made. */
const keyStoreOf = (till: { hasPassphrase: boolean }): KeyStore => ({
  backend: () => 'passphrase',
  isSafe: async () => Promise.resolve(till.hasPassphrase),
  seal: async (text) => Promise.resolve(Buffer.from(text).map((byte) => byte ^ 0x55) as Buffer),
  unseal: async (cipher) => Promise.resolve(Buffer.from(cipher.map((byte) => byte ^ 0x55)).toString()),
});

/** What a start opens, in order. */
const start = async (home: string, outside: string, till: { hasPassphrase: boolean }) => {
  const [keyStore, log] = [keyStoreOf(till), paperLog()];
  const opened = await openAnchors({ home, outside, keyStore, log });
  const pepper = openPepper({ home, keyStore, log, sealNote: opened.pepperNote });
  const sealable = [opened.anchors, pepper, opened.signing];
  await maintainSecrets({ pepper, sealable, staff: { read: () => [] }, log });
  return { pepper, sealable, ...opened };
};

test.each([0, 1, 2, 3])(
  'a till that ran without a key store seals everything, and raises no alarm if the power fails after %i of three files',
  async (count) => {
    const [home, outside, till] = [temporaryFolder(), temporaryFolder(), { hasPassphrase: false }];
    const before = await start(home, outside, till);
    const live = before.anchors.of('live');
    live.begin(endAt(7, 'a'.repeat(64)));
    await live.settled();
    const made = await before.pepper.make();

    till.hasPassphrase = true;
    for (const secret of before.sealable.slice(0, count)) await secret.seal();

    const after = await start(home, outside, till);
    expect(after.anchors.of('live').alarms()).toEqual([]);
    expect(after.anchors.of('live').anchored()?.sequence).toBe(7);
    expect(after.signingKey.publicKey).toBe(before.signingKey.publicKey);
    expect(await after.pepper.open()).toEqual(made);
    after.anchors.of('live').move(endAt(8, 'b'.repeat(64)));
    await after.anchors.of('live').settled();
    const text = ['pepper.json', 'anchor.json', 'signing-key.json'].map((name) =>
      readFileSync(join(home, name), 'utf8'),
    );
    expect(text.join('')).not.toContain('"plain"');
    expect(text.at(-1)).toContain('"sealed":true');
  },
);

test.each(['made sealed', 'made in the clear and sealed later'])(
  'one in the clear in place of a sealed pepper seals no list and checks no PIN, even with the sealed one beside it: %s',
  async (how) => {
    const [home, outside] = [temporaryFolder(), temporaryFolder()];
    const till = { hasPassphrase: how === 'made sealed' };
    const first = await start(home, outside, till);
    const made = await first.pepper.make();
    till.hasPassphrase = true;
    for (const secret of first.sealable) await secret.seal();
    await (await start(home, outside, till)).signing.renew({ by: chen, approvedBy: chen });

    const file = join(home, 'pepper.json');
    const sealed = readFileSync(file, 'utf8');
    const former: unknown = JSON.parse(sealed);
    const forged = JSON.stringify({ plain: Buffer.alloc(32, 7).toString('base64'), former: [former] });
    writeFileSync(file, forged);
    const { pepper } = await start(home, outside, till);
    expect([await pepper.open(), await pepper.make(), pepper.known]).toEqual([undefined, undefined, []]);
    expect(await openStaffSeal(pepper).open()).toBe(false);
    await expect(pepper.renew()).rejects.toThrow('in the clear');
    expect(readFileSync(file, 'utf8')).toBe(forged);

    writeFileSync(file, sealed);
    expect(await (await start(home, outside, till)).pepper.open()).toEqual(made);
  },
);

/** As an earlier version left it: the same key, of which nothing is noted. */
const withoutNotes = (file: string): void => {
  const key = JSON.parse(readFileSync(file, 'utf8')) as { privateKey: string };
  const cipher = Buffer.from(key.privateKey, 'base64').map((byte) => byte ^ 0x55);
  const bare = Buffer.from(Buffer.from(cipher).toString().trimEnd()).map((byte) => byte ^ 0x55);
  writeFileSync(file, JSON.stringify({ ...key, privateKey: Buffer.from(bare).toString('base64') }));
};

test('an older copy of the signing key does not unsay that the pepper was sealed: the anchor says so, too', async () => {
  const [home, outside, till] = [temporaryFolder(), temporaryFolder(), { hasPassphrase: true }];
  await (await start(home, outside, till)).pepper.make();
  await start(home, outside, till);
  withoutNotes(join(home, 'signing-key.json'));
  const forged = JSON.stringify({ plain: Buffer.alloc(32, 7).toString('base64') });
  writeFileSync(join(home, 'pepper.json'), forged);
  const { pepper, anchors } = await start(home, outside, till);
  expect([await pepper.open(), anchors.of('live').alarms()]).toEqual([undefined, []]);

  // Without the anchor in the folder its copy outside says so, and the till raises the alarm.
  rmSync(join(home, 'anchor.json'));
  const later = await start(home, outside, till);
  expect([await later.pepper.open(), later.anchors.of('live').alarms()]).toEqual([
    undefined,
    ['anchor-missing'],
  ]);
});

test('a pepper that was sealed before the anchor said so, as in an earlier version, is noted in it at the next start', async () => {
  const [home, outside, till] = [temporaryFolder(), temporaryFolder(), { hasPassphrase: true }];
  const made = await (await start(home, outside, till)).pepper.make();
  for (const folder of [home, outside])
    for (const name of readdirSync(folder).filter((one) => /^(?:anchor|[0-9a-f]{16})\.json$/.test(one)))
      rmSync(join(folder, name));
  withoutNotes(join(home, 'signing-key.json'));
  expect(await (await start(home, outside, till)).pepper.open()).toEqual(made);
  withoutNotes(join(home, 'signing-key.json'));
  const { pepperNote } = await openAnchors({ home, outside, keyStore: keyStoreOf(till), log: paperLog() });
  expect(pepperNote.isNoted()).toBe(true);
});

test('a new pepper is not made in the clear once one was sealed: it would not be believed', async () => {
  const [home, outside, till] = [temporaryFolder(), temporaryFolder(), { hasPassphrase: true }];
  const { pepper } = await start(home, outside, till);
  await pepper.make();
  rmSync(join(home, 'pepper.json'));
  const { pepper: next } = await start(home, outside, till);
  till.hasPassphrase = false;
  expect(await next.make()).toBeUndefined();
  till.hasPassphrase = true;
  expect(await next.make()).toBeDefined();
  expect(readFileSync(join(home, 'pepper.json'), 'utf8')).not.toContain('"plain"');
});
