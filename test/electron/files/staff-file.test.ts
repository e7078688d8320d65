import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openPepper } from '#electron/secrets/pepper.ts';
import type { KeyStore } from '#electron/secrets/key-store.ts';
import { openPinHasher } from '#electron/secrets/pin-hasher.ts';
import { openStaffFile } from '#electron/files/staff-file.ts';
import { openStaffSeal } from '#electron/secrets/installation-seal.ts';
import { PinTries } from '#services/staff/pin-tries.ts';
import { checkPin } from '#services/staff/check-pin.ts';
import { HandClock } from '../../support/fakes/hand-clock.ts';
import { MemoryJournal } from '../../support/fakes/memory-journal.ts';
import { plainPins, shopStaff } from '../../support/staff-kit.ts';
import { temporaryFolder } from '../../sqlite/kit/new-journal.ts';
import { paperLog } from '../system/paper-log.ts';

/** A key ring that reverses texts; it opens nothing unless `isThere`. */
const keyRing = (isThere = true) => {
  const ring = {
    isThere,
    backend: () => 'test-ring',
    isSafe: () => Promise.resolve(ring.isThere),
    seal: (text: string) => Promise.resolve(Buffer.from(Array.from(text).reverse().join(''))),
    unseal: (cipher: Buffer) =>
      ring.isThere
        ? Promise.resolve(Array.from(cipher.toString()).reverse().join(''))
        : Promise.reject(new Error('the ring is gone')),
  };
  return ring satisfies KeyStore;
};

const CHEN = { id: 'chen', name: 'Chen', role: 'manager' } as const;

const hasher = (home: string, keyStore: KeyStore) =>
  openPinHasher(openPepper({ home, keyStore, log: paperLog() }));

describe('the stored form of a PIN', () => {
  test('matches that PIN, also after a restart, and no other', async () => {
    const home = temporaryFolder();
    const kept = await hasher(home, keyRing()).hash('830219', CHEN);
    if (kept === 'unavailable') throw new Error(kept);
    const later = hasher(home, keyRing());
    expect(await later.verify('830219', kept, 'chen')).toBe('fits');
    expect(await later.verify('830218', kept, 'chen')).toBe('wrong');
  });

  test('is different for two people with the same PIN', async () => {
    const pins = hasher(temporaryFolder(), keyRing());
    const [one, other] = await Promise.all([pins.hash('830219', CHEN), pins.hash('830219', CHEN)]);
    expect(one).not.toEqual(other);
    if (one === 'unavailable' || other === 'unavailable') throw new Error('unavailable');
    expect(await pins.verify('830219', one, 'chen')).toBe('fits');
    expect(await pins.verify('830219', other, 'chen')).toBe('fits');
  });

  test('is useless on another computer, which has another pepper', async () => {
    const kept = await hasher(temporaryFolder(), keyRing()).hash('830219', CHEN);
    if (kept === 'unavailable') throw new Error(kept);
    const elsewhere = hasher(temporaryFolder(), keyRing());
    expect(await elsewhere.verify('830219', kept, 'chen')).toBe('unavailable');
    await elsewhere.hash('4711', CHEN);
    expect(await elsewhere.verify('830219', kept, 'chen')).toBe('wrong');
  });

  test('cannot be checked without the key ring that sealed the pepper', async () => {
    const home = temporaryFolder();
    const ring = keyRing();
    const kept = await hasher(home, ring).hash('830219', CHEN);
    if (kept === 'unavailable') throw new Error(kept);
    ring.isThere = false;
    expect(await hasher(home, ring).verify('830219', kept, 'chen')).toBe('unavailable');
    ring.isThere = true;
    expect(await hasher(home, ring).verify('830219', kept, 'chen')).toBe('fits');
  });

  test('has its pepper sealed by the key ring if there is one, else in a file that only the owner can read', async () => {
    const [sealed, plain] = [temporaryFolder(), temporaryFolder()];
    await hasher(sealed, keyRing()).hash('830219', CHEN);
    await hasher(plain, keyRing(false)).hash('830219', CHEN);
    expect(readFileSync(join(sealed, 'pepper.json'), 'utf8')).toContain('test-ring');
    expect(readFileSync(join(plain, 'pepper.json'), 'utf8')).toContain('plain');
    expect(statSync(join(plain, 'pepper.json')).mode & 0o777).toBe(0o600);
  });
});

test('what is kept of a PIN is worth nothing for another person or another role', async () => {
  const pins = hasher(temporaryFolder(), keyRing());
  const kept = await pins.hash('830219', CHEN);
  if (kept === 'unavailable') throw new Error(kept);
  expect(await pins.verify('830219', kept, 'chen')).toBe('fits');
  expect(await pins.verify('830219', kept, 'lin')).toBe('wrong');
  expect(await pins.verify('830219', { ...kept, role: 'cashier' }, 'chen')).toBe('wrong');
  expect(await pins.verify('830219', { ...kept, role: undefined }, 'chen')).toBe('wrong');
});

/** The list of an installation as each start of the program opens it, with its key open. */
const listIn = async (home: string, log = paperLog()) => {
  const pepper = openPepper({ home, keyStore: keyRing(), log });
  await pepper.make();
  return openStaffFile(home, openStaffSeal(pepper), log);
};

describe('the list of people on disk', () => {
  const fileIn = (home: string): string => join(home, 'staff.json');
  const edit = (home: string, change: (text: string) => string): void =>
    writeFileSync(fileIn(home), change(readFileSync(fileIn(home), 'utf8')));

  const written = async () => {
    const home = temporaryFolder();
    (await listIn(home)).write(shopStaff);
    return home;
  };

  test('is there after a restart, sealed, and readable by its owner only', async () => {
    const home = await written();
    const list = await listIn(home);
    expect(await list.examine()).toMatchObject({ seal: 'right' });
    expect(list.read()).toEqual(shopStaff);
    expect(statSync(fileIn(home)).mode & 0o777).toBe(0o600);
  });

  test('keeps what an earlier version looks for, so that such a version opens it as its own', async () => {
    const home = await written();
    const { people } = JSON.parse(readFileSync(fileIn(home), 'utf8')) as { people: unknown[] };
    expect(people[0]).toMatchObject({ id: 'lin', failures: 0, failedAt: 0 });
  });

  /** The file with another first character in that field. */
  const withAnother = (text: string, field: string): string =>
    text.replace(new RegExp(`("${field}": ")(.)`), (_all, before: string, first: string) =>
      before.concat(first === 'A' ? 'B' : 'A'),
    );

  test.each([
    ['a role', (text: string) => text.replace('"role": "cashier"', '"role": "manager"')],
    ['a name', (text: string) => text.replace('"Lin"', '"Lyn"')],
    ['what is kept of a PIN', (text: string) => withAnother(text, 'hash')],
    ['the versions before', (text: string) => text.replace('"versions": [', '"versions": ["made-up",')],
    ['the seal itself', (text: string) => withAnother(text, 'seal')],
  ])('shows that %s was changed in it', async (_what, change) => {
    const home = await written();
    edit(home, change);
    expect(await (await listIn(home)).examine()).toMatchObject({ seal: 'wrong' });
  });

  test('shows that it was written elsewhere, was written without a seal, or that this cannot be told now', async () => {
    const home = await written();
    const elsewhere = await written();
    writeFileSync(fileIn(home), readFileSync(fileIn(elsewhere), 'utf8'));
    expect(await (await listIn(home)).examine()).toMatchObject({ seal: 'wrong' });
    edit(home, (text) => text.replace(/"seal": ".*"/, '"seal": ""'));
    expect(await (await listIn(home)).examine()).toMatchObject({ seal: 'none' });
    const ring = keyRing(false);
    const pepper = openPepper({ home, keyStore: ring, log: paperLog() });
    expect(await openStaffFile(home, openStaffSeal(pepper), paperLog()).examine()).toMatchObject({
      seal: 'unknown',
    });
  });

  test('gets a new name each time it is written', async () => {
    const home = await written();
    const list = await listIn(home);
    list.write(shopStaff);
    list.write(shopStaff);
    const { versions } = await (await listIn(home)).examine();
    expect(new Set(versions).size).toBe(3);
    expect(list.standing.versions).toEqual(versions);
  });

  test.each([
    ['whose seal was taken off', (text: string) => text.replace(/"seal": ".*"/, '"seal": ""')],
    ['that was changed', (text: string) => text.replace('"Lin"', '"Lyn"')],
    ['with nobody on it', (text: string) => text.replace(/"people": \[[^]*?\n {2}\]/, '"people": []')],
  ])('%s says of nothing that it was written on from it', async (_what, change) => {
    const home = await written();
    const [before] = (await (await listIn(home)).examine()).versions;
    edit(home, change);
    const list = await listIn(home);
    list.write(shopStaff);
    expect(list.standing).toMatchObject({ versions: [expect.any(String)], seal: 'right' });
    expect(list.standing.versions).not.toContain(before);
  });

  test('is written on from what the journal knows, where that is said', async () => {
    const list = await listIn(await written());
    list.write(shopStaff, ['known']);
    expect(list.standing.versions).toEqual(['known', expect.any(String)]);
  });

  test('is kept beside the new, empty one if it cannot be read', async () => {
    const home = temporaryFolder();
    writeFileSync(fileIn(home), '{"people": [{"id": 1}]}');
    const log = paperLog();
    expect((await listIn(home, log)).read()).toEqual([]);
    expect(existsSync(join(home, 'staff.broken-1.json'))).toBe(true);
    expect(log.lines).toHaveLength(1);
  });

  test('cannot give anyone attempts back: wrong PINs are counted in the journal', async () => {
    const home = await written();
    const clock = new HandClock();
    const journal = new MemoryJournal();
    const started = async () => {
      const staff = await listIn(home);
      const tries = new PinTries({ staff, clock, journal: () => journal });
      const known = { compare: () => Promise.resolve() };
      return { staff, tries, known, pins: plainPins(), clock, journal: () => journal, log: paperLog() };
    };
    const before = readFileSync(fileIn(home), 'utf8');
    for (let count = 0; count < 3; count += 1) await checkPin(await started(), 'lin', '9999');
    writeFileSync(fileIn(home), before);
    expect(await checkPin(await started(), 'lin', '4711')).toEqual({ ok: false, why: 'pin-locked' });
    expect(readdirSync(home).sort()).toEqual(['pepper.json', 'staff.json']);
  });
});
