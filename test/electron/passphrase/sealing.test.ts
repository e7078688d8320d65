import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openAnchors } from '#electron/anchor/open-anchors.ts';
import type { KeyStore } from '#electron/secrets/key-store.ts';
import { openPepper } from '#electron/secrets/pepper.ts';
import { maintainSecrets } from '#electron/secrets/maintain-secrets.ts';
import { temporaryFolder } from '../../sqlite/kit/new-journal.ts';
import { paperLog } from '../system/paper-log.ts';
import { endAt } from '../../support/fakes/new-anchor.ts';

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
  const pepper = openPepper({ home, keyStore, log });
  const opened = await openAnchors({ home, outside, keyStore, log });
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
