import { describe, expect, test } from 'vitest';
import { guidOf, msiSource, msiVersion } from '../../../scripts/dist/windows/msi/msi-source.mjs';

const contents = {
  name: 'Countertop POS',
  publisher: 'Till & Sons',
  version: '0.1.9',
  folder: 'win-unpacked',
  files: ['countertop.exe', 'resources/app.asar', 'resources/brand/README.md'],
  icon: 'countertop.ico',
  tillRuns: 'till-runs.dll',
  uninstallKey: 'shop.countertop.pos',
};

const source = msiSource(contents);

/** The GUIDs of the components, by the file in each. */
const components = (xml: string) =>
  Object.fromEntries(
    [...xml.matchAll(/<Component [^>]*Guid="([^"]+)"[^>]*><File [^>]*Source="([^"]+)"/g)].map(
      ([, guid = '', file = '']) => [file, guid],
    ),
  );

describe('the MSI', () => {
  test('has every file of the program once, in the folder where it belongs', () => {
    expect(Object.keys(components(source))).toEqual(contents.files.map((file) => `win-unpacked/${file}`));
    expect(source.match(/<Directory Id="i\w+" Name="resources">/g)).toHaveLength(1);
    expect(source.match(/<Directory Id="i\w+" Name="brand">/g)).toHaveLength(1);
  });

  test('installs every component it contains', () => {
    const has = [...source.matchAll(/<Component Id="(\w+)"/g)].map(([, id]) => id);
    const installs = [...source.matchAll(/<ComponentRef Id="(\w+)"/g)].map(([, id]) => id);
    expect(installs.toSorted()).toEqual(has.toSorted());
  });

  test('gives a file the same component in the next version, so that an upgrade replaces it', () => {
    expect(components(msiSource({ ...contents, version: '0.2.0' }))).toEqual(components(source));
  });

  test('is always recognised by Windows as a version of the same product', () => {
    expect(source).toContain('UpgradeCode="5D7BFC1C-6D24-4F0B-9C2B-3C3E7F1B4E90"');
  });

  test('replaces older versions and itself, but no newer one', () => {
    expect(source).toContain('Maximum="0.1.10" Property="OLDERFOUND"');
    expect(source).toContain('Minimum="0.1.9" IncludeMinimum="no" OnlyDetect="yes" Property="NEWERFOUND"');
  });

  test('can be read where a name has signs that mean something else in XML', () => {
    expect(source).toContain('Manufacturer="Till &amp; Sons"');
  });
});

test('a GUID has the form that Windows reads, and differs for each file', () => {
  expect(guidOf('countertop.exe')).toMatch(
    /^[0-9A-F]{8}-[0-9A-F]{4}-5[0-9A-F]{3}-8[0-9A-F]{3}-[0-9A-F]{12}$/,
  );
  expect(guidOf('countertop.exe')).not.toBe(guidOf('countertop.dll'));
});

test.each(['0.1', '0.1.0-beta.1', '0.1.0.7', '256.0.0', '0.256.0', '0.0.65535'])(
  'a version that Windows cannot order is not packed: %s',
  (version) => {
    expect(() => msiVersion(version)).toThrow(/cannot order/);
  },
);

test.each([
  ['0.1.0', [0, 1, 0]],
  ['255.255.65534', [255, 255, 65_534]],
])('a version of three numbers is packed: %s', (version, numbers) => {
  expect(msiVersion(version)).toEqual(numbers);
});
