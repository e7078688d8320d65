import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isNewer, isVersion } from '#domain/update/version.ts';

const versions = fc
  .tuple(fc.nat(30), fc.nat(30), fc.nat(30), fc.constantFrom('', '-1', '-2', '-alpha', '-alpha.1', '-rc.2'))
  .map(([major, minor, patch, label]) => `${major}.${minor}.${patch}${label}`);

test('versions are ordered as semver.org orders them', () => {
  const ordered = [
    ...['0.9.9', '0.10.0', '1.0.0-1', '1.0.0-2', '1.0.0-10', '1.0.0-alpha', '1.0.0-alpha.1'],
    ...['1.0.0-alpha.beta', '1.0.0-beta', '1.0.0-beta.2', '1.0.0-beta.11', '1.0.0-rc.1', '1.0.0', '2.0.0'],
  ];
  for (const [place, version] of ordered.entries())
    for (const [other, beside] of ordered.entries())
      expect(isNewer(version, beside), `${version} after ${beside}`).toBe(place > other);
});

test('of two different versions one is newer, never both, and none is newer than itself', () => {
  fc.assert(
    fc.property(versions, versions, (one, other) => {
      expect(isVersion(one)).toBe(true);
      expect(isNewer(one, one)).toBe(false);
      expect(isNewer(one, other) !== isNewer(other, one)).toBe(one !== other);
    }),
  );
});

test.each(['', '1', '1.2', '01.2.3', '1.2.3+build', '1.2.3-', '1.2.3-a..b', 'v1.2.3', '1.2.3\n', '1.2.3/..'])(
  '%j is no version',
  (text) => {
    expect(isVersion(text)).toBe(false);
  },
);
