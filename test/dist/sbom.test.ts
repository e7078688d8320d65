/** The bill of materials, in the shape that https://cyclonedx.org/docs/1.6/json/ asks for. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { billFaults } from '../../scripts/dist/bundled/add-sbom.mjs';
import { billOfMaterials } from '../../scripts/dist/bundled/sbom.mjs';
import { freshHome, removeHome } from '../support/station.ts';

const contents = {
  version: '0.1.0',
  bundled: [
    { name: 'better-sqlite3', version: '13.2.0', identifier: 'MIT', programs: ['beside'] },
    { name: '@formatjs/fast-memoize', version: '3.1.7', identifier: 'MIT', programs: ['main', 'renderer'] },
    { name: 'either', version: '1.0.0', identifier: '(MIT OR CC0-1.0)', programs: ['main'] },
  ],
  versions: { electron: '45.4.1', chrome: '150.0.1', node: '24.21.0', sqlite: '3.54.1' },
  files: [{ name: 'resources/app.asar', sha256: 'ab'.repeat(32) }],
};

test('the bill names Electron and what it brings, SQLite, every package, and our own files', () => {
  const bill = billOfMaterials(contents);
  expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1 });
  expect(bill.metadata.component).toMatchObject({
    type: 'application',
    name: 'countertop',
    version: '0.1.0',
  });
  expect(bill.components.map((one) => one['bom-ref'])).toEqual([
    'pkg:generic/electron@45.4.1',
    'pkg:generic/chromium@150.0.1',
    'pkg:generic/node@24.21.0',
    'pkg:generic/sqlite@3.54.1',
    'pkg:npm/better-sqlite3@13.2.0',
    'pkg:npm/%40formatjs/fast-memoize@3.1.7',
    'pkg:npm/either@1.0.0',
    'file:resources/app.asar',
  ]);
});

test('a package states its license and the program it is in', () => {
  expect(billOfMaterials(contents).components).toContainEqual({
    type: 'library',
    'bom-ref': 'pkg:npm/%40formatjs/fast-memoize@3.1.7',
    group: '@formatjs',
    name: 'fast-memoize',
    version: '3.1.7',
    licenses: [{ license: { id: 'MIT' } }],
    purl: 'pkg:npm/%40formatjs/fast-memoize@3.1.7',
    properties: [
      { name: 'countertop:program', value: 'main' },
      { name: 'countertop:program', value: 'renderer' },
    ],
  });
  expect(billOfMaterials(contents).components).toContainEqual(
    expect.objectContaining({ name: 'either', licenses: [{ expression: '(MIT OR CC0-1.0)' }] }),
  );
});

test('everything that the bill names as a dependency is listed in it', () => {
  const bill = billOfMaterials(contents);
  const known = new Set([bill.metadata.component, ...bill.components].map((one) => one['bom-ref']));
  for (const { ref, dependsOn } of bill.dependencies) {
    for (const one of [ref, ...dependsOn]) expect(known).toContain(one);
  }
  expect(bill.dependencies).toContainEqual({
    ref: 'pkg:npm/better-sqlite3@13.2.0',
    dependsOn: ['pkg:generic/sqlite@3.54.1'],
  });
});

test('a bill of other files is refused', () => {
  const home = freshHome();
  try {
    const sha256 = '87428fc522803d31065e7bce3cf03fe475096631e5e07bbd7a0fde60c4cf25c7';
    const bill = billOfMaterials({ ...contents, files: [{ name: 'resources/app.asar', sha256 }] });
    writeFileSync(join(home, 'sbom.cdx.json'), JSON.stringify(bill));
    writeFileSync(join(home, 'app.asar'), 'a\n');
    expect(billFaults(home)).toEqual([]);
    writeFileSync(join(home, 'app.asar'), 'b\n');
    writeFileSync(join(home, 'other.node'), '');
    expect(billFaults(home)).toEqual([
      'resources/app.asar is not the one in the bill of materials',
      'resources/other.node is not the one in the bill of materials',
    ]);
  } finally {
    removeHome(home);
  }
});

test('the same contents give the same bill, other contents another serial number', () => {
  const bill = billOfMaterials(contents);
  expect(billOfMaterials(contents)).toEqual(bill);
  expect(bill.serialNumber).toMatch(
    /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  expect(billOfMaterials({ ...contents, version: '0.1.1' }).serialNumber).not.toBe(bill.serialNumber);
});
