import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openPepper } from '#electron/secrets/pepper.ts';
import type { KeyStore } from '#electron/secrets/key-store.ts';
import { openPinKeeper } from '#electron/secrets/pin-keeper.ts';
import { openStaffFile } from '#electron/files/staff-file.ts';
import { checkPin } from '#services/staff/check-pin.ts';
import { HandClock } from '../../support/fakes/hand-clock.ts';
import { MemoryJournal } from '../../support/fakes/memory-journal.ts';
import { plainPins, shopStaff } from '../../support/staff-kit.ts';
import { temporaryFolder } from '../../sqlite/kit/new-journal.ts';
import { paperLog } from '../system/paper-log.ts';

/** A key ring that reverses texts; unless `isThere` it opens nothing. */
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

const keeper = (home: string, keyStore: KeyStore) =>
  openPinKeeper(openPepper({ home, keyStore, log: paperLog() }));

describe('the stored form of a PIN', { timeout: 60_000 }, () => {
  test('matches that PIN, also after a restart, and no other', async () => {
    const home = temporaryFolder();
    const kept = await keeper(home, keyRing()).keep('830219');
    if (kept === 'unavailable') throw new Error(kept);
    const later = keeper(home, keyRing());
    expect(await later.check('830219', kept)).toBe('fits');
    expect(await later.check('830218', kept)).toBe('wrong');
  });

  test('is different for two people with the same PIN', async () => {
    const pins = keeper(temporaryFolder(), keyRing());
    const [one, other] = await Promise.all([pins.keep('830219'), pins.keep('830219')]);
    expect(one).not.toEqual(other);
    if (one === 'unavailable' || other === 'unavailable') throw new Error('unavailable');
    expect(await pins.check('830219', one)).toBe('fits');
    expect(await pins.check('830219', other)).toBe('fits');
  });

  test('is useless on another computer, which has another pepper', async () => {
    const kept = await keeper(temporaryFolder(), keyRing()).keep('830219');
    if (kept === 'unavailable') throw new Error(kept);
    const elsewhere = keeper(temporaryFolder(), keyRing());
    expect(await elsewhere.check('830219', kept)).toBe('unavailable');
    await elsewhere.keep('4711');
    expect(await elsewhere.check('830219', kept)).toBe('wrong');
  });

  test('cannot be checked without the key ring that sealed the pepper', async () => {
    const home = temporaryFolder();
    const ring = keyRing();
    const kept = await keeper(home, ring).keep('830219');
    if (kept === 'unavailable') throw new Error(kept);
    ring.isThere = false;
    expect(await keeper(home, ring).check('830219', kept)).toBe('unavailable');
    ring.isThere = true;
    expect(await keeper(home, ring).check('830219', kept)).toBe('fits');
  });

  test('has its pepper sealed by the key ring if there is one, else in a file that only the owner can read', async () => {
    const [sealed, plain] = [temporaryFolder(), temporaryFolder()];
    await keeper(sealed, keyRing()).keep('830219');
    await keeper(plain, keyRing(false)).keep('830219');
    expect(readFileSync(join(sealed, 'pepper.json'), 'utf8')).toContain('test-ring');
    expect(readFileSync(join(plain, 'pepper.json'), 'utf8')).toContain('plain');
    expect(statSync(join(plain, 'pepper.json')).mode & 0o777).toBe(0o600);
  });
});

describe('the list of people on disk', () => {
  test('is there after a restart, readable by its owner only', () => {
    const home = temporaryFolder();
    openStaffFile(home, paperLog()).write(shopStaff);
    expect(openStaffFile(home, paperLog()).read()).toEqual(shopStaff);
    expect(statSync(join(home, 'staff.json')).mode & 0o777).toBe(0o600);
  });

  test('that cannot be read is kept beside the new, empty one', () => {
    const home = temporaryFolder();
    writeFileSync(join(home, 'staff.json'), '{"people": [{"id": 1}]}');
    const log = paperLog();
    expect(openStaffFile(home, log).read()).toEqual([]);
    expect(existsSync(join(home, 'staff.broken-1.json'))).toBe(true);
    expect(log.lines).toHaveLength(1);
  });

  test('remembers over a restart how long a person must wait', async () => {
    const home = temporaryFolder();
    const clock = new HandClock();
    const journal = new MemoryJournal();
    const started = () => ({
      staff: openStaffFile(home, paperLog()),
      pins: plainPins(),
      clock,
      journal: () => journal,
    });
    openStaffFile(home, paperLog()).write(shopStaff);
    for (let count = 0; count < 3; count += 1) await checkPin(started(), 'lin', '9999');
    expect(await checkPin(started(), 'lin', '4711')).toEqual({ ok: false, why: 'pin-locked' });
    expect(readdirSync(home)).toEqual(['staff.json']);
  });
});
