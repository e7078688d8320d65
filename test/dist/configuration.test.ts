import { existsSync, readFileSync } from 'node:fs';
import { join, matchesGlob } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Configuration } from 'electron-builder';
import { expect, test } from 'vitest';
import { getConfig } from '../../node_modules/app-builder-lib/out/util/config/config.js';
import { validateSchema } from '../../node_modules/app-builder-lib/out/util/config/schemaValidator.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const scheme: unknown = JSON.parse(
  readFileSync(join(root, 'node_modules/app-builder-lib/scheme.json'), 'utf8'),
);

/** electron-builder.yml, read as electron-builder reads it. */
const configuration = (): Promise<Configuration> => getConfig(root, null, null);

const refusal = (config: unknown): string => {
  try {
    validateSchema(scheme, config);
    return '';
  } catch (error) {
    return String(error);
  }
};

test('electron-builder understands every line of its configuration, including those for other systems', async () => {
  expect(refusal(await configuration())).toBe('');
});

test.each([
  ['mac', 'hardenedRuntimes'],
  ['nsis', 'perMachines'],
  ['dmg', 'signs'],
])('a misspelt option is refused: %s.%s', async (section, option) => {
  const config: Record<string, unknown> = { ...(await configuration()) };
  config[section] = { ...Object(config[section]), [option]: true };
  expect(refusal(config)).toContain(`configuration.${section}`);
});

test('a till is packed without the office and its page', async () => {
  const { files } = await configuration();
  const packed = [files ?? []].flat().flatMap((one) => (typeof one === 'string' ? one : (one.filter ?? [])));
  expect(packed).toContain('out/renderer/**');
  for (const path of packed.filter((one) => !one.startsWith('!')))
    for (const file of ['out/office/index.html', 'src-office/main.ts', 'resources/office/citus.sql'])
      expect(matchesGlob(file, path), path).toBe(false);
});

test('on Windows only an administrator can change the program, and what the till wrote stays when it goes', async () => {
  const { nsis } = await configuration();
  expect(nsis).toMatchObject({ perMachine: true, deleteAppDataOnUninstall: false });
});

test('on macOS the program runs hardened, may do no more than compile JavaScript, and is notarised', async () => {
  const { mac } = await configuration();
  expect(mac).toMatchObject({ hardenedRuntime: true, notarize: true });
  const entitlements = readFileSync(join(root, String(mac?.entitlements)), 'utf8');
  expect([...entitlements.matchAll(/<key>(.+)<\/key>/g)].map(([, key]) => key)).toEqual([
    'com.apple.security.cs.allow-jit',
  ]);
  expect(mac?.entitlementsInherit).toBe(mac?.entitlements);
});

test('on macOS each package is made for both processors', async () => {
  const { mac } = await configuration();
  const targets = [mac?.target ?? []].flat();
  expect(targets).toEqual(['dmg', 'zip'].map((target) => ({ target, arch: ['x64', 'arm64'] })));
  for (const arch of ['x64', 'arm64']) {
    const native = join(root, `node_modules/better-sqlite3/prebuilds/darwin-${arch}.node`);
    expect(existsSync(native), native).toBe(true);
  }
});
