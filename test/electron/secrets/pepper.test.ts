import { Buffer } from 'node:buffer';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { KeyStore } from '#electron/secrets/key-store.ts';
import { openPepper } from '#electron/secrets/pepper.ts';
import { openPinHasher } from '#electron/secrets/pin-hasher.ts';
import { openStaffSeal } from '#electron/secrets/installation-seal.ts';
import { maintainSecrets } from '#electron/secrets/maintain-secrets.ts';
import type { PinVerifier } from '#services/staff/staff-ports.ts';
import { temporaryFolder } from '../../sqlite/kit/new-journal.ts';
import { paperLog } from '../system/paper-log.ts';

/** A key ring that inverts every byte. */
const keyRing = (isSafe = true): KeyStore => ({
  backend: () => 'ring',
  isSafe: async () => Promise.resolve(isSafe),
  seal: async (text) => Promise.resolve(Buffer.from(text).map((byte) => byte ^ 0x55) as Buffer),
  unseal: async (cipher) => Promise.resolve(Buffer.from(cipher.map((byte) => byte ^ 0x55)).toString()),
});
const openIn = (home: string, keyStore = keyRing()) => openPepper({ home, keyStore, log: paperLog() });
const CHEAP = 2 ** 10;
const lin = { id: 'lin', role: 'cashier' } as const;
const keepWith = async (pepper: ReturnType<typeof openIn>, pin: string): Promise<PinVerifier> => {
  const kept = await openPinHasher(pepper, CHEAP).hash(pin, lin);
  if (kept === 'unavailable') throw new Error(kept);
  return kept;
};
const tend = async (pepper: ReturnType<typeof openIn>, staff: { read: () => never[] }): Promise<void> =>
  maintainSecrets({ pepper, sealable: [pepper], staff, log: paperLog() });
const stored = (home: string) => readFileSync(join(home, 'pepper.json'), 'utf8');

describe('the secret behind the PINs, once it is renewed', () => {
  test('leaves everyone their PIN, and says which PINs must be stored again', async () => {
    const home = temporaryFolder();
    const pepper = openIn(home);
    const kept = await keepWith(pepper, '830219');
    const before = stored(home);
    await pepper.renew();
    expect(stored(home)).not.toBe(before);
    for (const now of [pepper, openIn(home)]) {
      const pins = openPinHasher(now, CHEAP);
      expect(await pins.verify('830219', kept, lin.id)).toBe('fits-former');
      expect(await pins.verify('830218', kept, lin.id)).toBe('wrong');
      expect(await pins.verify('830219', await keepWith(now, '830219'), lin.id)).toBe('fits');
    }
  });

  test('prevents nothing else from being sealed if another key ring sealed it', async () => {
    const home = temporaryFolder();
    await openIn(home).make();
    const gone = { ...keyRing(), unseal: async () => Promise.reject(new Error('lost')) };
    const pepper = openIn(home, gone);
    const before = stored(home);
    let isSealed = false;
    const next = { seal: async () => Promise.resolve(void (isSealed = true)) };
    const staff = { read: () => [] };
    await maintainSecrets({ pepper, sealable: [pepper, next], staff, log: paperLog() });
    expect([isSealed, stored(home)]).toEqual([true, before]);
  });

  test('still proves a staff list that was sealed before, until the list is written again', async () => {
    const home = temporaryFolder();
    const pepper = openIn(home);
    await pepper.make();
    const sealed = openStaffSeal(pepper).of('the list');
    await pepper.renew();
    const now = openStaffSeal(openIn(home));
    expect(await now.open()).toBe(true);
    expect(now.fits('the list', sealed)).toBe(true);
    expect(now.fits('another list', sealed)).toBe(false);
    expect(now.of('the list')).not.toBe(sealed);
  });

  test('still works for a PIN of an earlier version, which names no secret, however often it was renewed', async () => {
    const home = temporaryFolder();
    const pepper = openIn(home);
    const { pepper: named, ...kept } = await keepWith(pepper, '830219');
    expect(named).toMatch(/^[0-9a-f]{8}$/);
    await pepper.renew();
    await pepper.renew();
    expect(await openPinHasher(pepper, CHEAP).verify('830219', kept, lin.id)).toBe('fits-former');
  });

  test('is dropped as soon as nobody’s PIN needs it, and not before', async () => {
    const home = temporaryFolder();
    const pepper = openIn(home);
    const [before, chen] = [await keepWith(pepper, '830219'), await keepWith(pepper, '417205')];
    await pepper.renew();
    const anew = await keepWith(pepper, '830219');
    const people = (...pins: PinVerifier[]) => ({
      read: () => pins.map((pin, index) => ({ id: String(index), name: '', role: 'cashier', pin }) as never),
    });
    await tend(openIn(home), people(anew, chen));
    expect(await openPinHasher(openIn(home), CHEAP).verify('417205', chen, lin.id)).toBe('fits-former');
    await tend(openIn(home), people());
    expect(await openPinHasher(openIn(home), CHEAP).verify('417205', chen, lin.id)).toBe('fits-former');
    await tend(openIn(home), people(anew));
    expect(await openPinHasher(openIn(home), CHEAP).verify('830219', before, lin.id)).toBe('wrong');
    expect(await openPinHasher(openIn(home), CHEAP).verify('830219', anew, lin.id)).toBe('fits');
  });

  test('is never put in the clear because the key store is not safe for a moment', async () => {
    const home = temporaryFolder();
    const ring = { ...keyRing(), isSafe: async () => Promise.resolve(isThere) };
    let isThere = true;
    const pepper = openIn(home, ring);
    await pepper.make();
    const before = stored(home);
    isThere = false;
    await expect(pepper.renew()).rejects.toThrow('in the clear');
    expect(stored(home)).toBe(before);
    isThere = true;
    await pepper.renew();
    expect(stored(home)).not.toContain('"plain"');
  });

  test('loses nothing when the disk refuses the new one', async () => {
    const home = temporaryFolder();
    const pepper = openIn(home);
    const kept = await keepWith(pepper, '830219');
    chmodSync(home, 0o500);
    // A power cut before the new file is in place has the same result: the old one.
    if (process.getuid?.() !== 0) await expect(pepper.renew()).rejects.toThrow(/./);
    chmodSync(home, 0o700);
    writeFileSync(join(home, 'pepper.json.new'), '{"half":');
    expect(await openPinHasher(openIn(home), CHEAP).verify('830219', kept, lin.id)).not.toBe('unavailable');
  });
});

describe('the secret behind the PINs, where it was made without a key store', () => {
  test('is sealed at the first start that can seal it, with all that came before it', async () => {
    const home = temporaryFolder();
    const plain = openIn(home, keyRing(false));
    const kept = await keepWith(plain, '830219');
    await plain.renew();
    expect(stored(home).match(/"plain"/g)).toHaveLength(2);
    await tend(openIn(home), { read: () => [{ pin: kept }] as never });
    expect(stored(home)).not.toContain('"plain"');
    expect(await openPinHasher(openIn(home), CHEAP).verify('830219', kept, lin.id)).toBe('fits-former');
  });

  test('stays as it is while nothing can seal it, or if there is none', async () => {
    const home = temporaryFolder();
    await tend(openIn(home), { read: () => [] });
    expect(existsSync(join(home, 'pepper.json'))).toBe(false);
    await keepWith(openIn(home, keyRing(false)), '830219');
    const before = stored(home);
    await tend(openIn(home, keyRing(false)), { read: () => [] });
    expect(stored(home)).toBe(before);
  });

  test('opens as an earlier version wrote it', async () => {
    const home = temporaryFolder();
    writeFileSync(join(home, 'pepper.json'), '{"plain":"cGVwcGVyLW9mLXZlcnNpb24tMC4x"}');
    expect((await openIn(home).open())?.bytes.toString()).toBe('pepper-of-version-0.1');
  });
});
