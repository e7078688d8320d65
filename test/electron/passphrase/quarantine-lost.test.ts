import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { quarantineLost } from '#electron/passphrase/quarantine-lost.ts';
import { temporaryFolder } from '../../sqlite/kit/new-journal.ts';
import { fakePassphrase } from '../../support/fakes/fake-passphrase.ts';

const sealedBy = (backend: string): string => JSON.stringify({ backend, cipher: 'AAAA' });

/** A till in live whose secrets were sealed by this key store. */
const tillSealedBy = (backend: string): string => {
  const home = temporaryFolder();
  mkdirSync(join(home, 'live'));
  writeFileSync(join(home, 'live', 'credentials'), sealedBy(backend));
  writeFileSync(join(home, 'live', 'journal.db'), 'sales of the past');
  writeFileSync(join(home, 'pepper.json'), sealedBy(backend));
  writeFileSync(join(home, 'staff.json'), '{"people":[]}');
  return home;
};
const namesIn = (home: string): readonly string[] => [
  ...readdirSync(home),
  ...readdirSync(join(home, 'live')).map((name) => `live/${name}`),
];
const gone = fakePassphrase('none');

describe('a till whose passphrase was forgotten and removed from its folder', () => {
  test('asks again for everything it had sealed, keeps those files, and leaves the journal as it is', () => {
    const home = tillSealedBy('passphrase');
    const lost = quarantineLost(home, gone);
    expect(lost.what).toEqual(['staff', 'api-key', 'pepper']);
    const names = namesIn(home).map((name) => name.replace(/[0-9a-f]{8}$/, '*'));
    expect(names.sort()).toEqual([
      'live',
      'live/credentials.unopened-*',
      'live/journal.db',
      'lost-secrets.json',
      'pepper.json.unopened-*',
      'staff.json.unopened-*',
    ]);
    expect(readFileSync(join(home, 'live', 'journal.db'), 'utf8')).toBe('sales of the past');
  });

  test('says so at each start until the journal has it, even after a power cut at any file', () => {
    const home = tillSealedBy('passphrase');
    expect(quarantineLost(home, gone).what).toEqual(['staff', 'api-key', 'pepper']);
    const again = quarantineLost(home, gone);
    expect(again.what).toEqual(['staff', 'api-key', 'pepper']);
    again.recorded();
    expect(quarantineLost(home, gone).what).toEqual([]);
  });

  test('also gives up a new ApiKey that a power cut had left beside the one in use', () => {
    const home = tillSealedBy('passphrase');
    writeFileSync(join(home, 'live', 'credentials.next'), sealedBy('passphrase'));
    expect(quarantineLost(home, gone).what).toEqual(['staff', 'api-key', 'pepper']);
    expect(namesIn(home)).not.toContain('live/credentials.next');
  });

  test.each([1, 2, 3])('continues where a power cut stopped it, after %i files', (count) => {
    const home = tillSealedBy('passphrase');
    const order = ['staff.json', join('live', 'credentials'), 'pepper.json'];
    const { what } = quarantineLost(home, gone);
    // As before the cut: all files but the first few are back.
    for (const name of order.slice(count)) {
      const aside = namesIn(home).find((one) => one.startsWith(`${name}.unopened`)) ?? '';
      writeFileSync(join(home, name), readFileSync(join(home, aside)));
    }
    expect(quarantineLost(home, gone).what.toSorted()).toEqual(what.toSorted());
    for (const name of order.slice(1)) expect(namesIn(home)).not.toContain(name);
  });
});

test.each(['locked', 'open'] as const)('nothing is moved aside while there is a passphrase: %s', (state) => {
  const home = tillSealedBy('passphrase');
  const before = namesIn(home);
  expect(quarantineLost(home, fakePassphrase(state)).what).toEqual([]);
  expect(namesIn(home)).toEqual(before);
});

test('a key ring that is not unlocked has lost nothing: it may be back at the next start', () => {
  const home = tillSealedBy('gnome_libsecret');
  const before = namesIn(home);
  expect(quarantineLost(home, gone).what).toEqual([]);
  expect(namesIn(home)).toEqual(before);
});
