/** What `npm run sign-release` writes is what a till believes. */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readSignedOffer } from '#electron/update/signed-offer.ts';
import { trialConfig } from '../../../scripts/dist/trial.mjs';
import { installerOf, sha512Of } from '../../electron/update/feed-server.ts';

const DEB = 'countertop-0.2.0-linux-amd64.deb';
const EXE = 'countertop-0.2.0-win-x64.exe';
const installer = installerOf('0.2.0');

const manifestOf = (sha512: string, size = installer.length): string =>
  [
    'version: 0.2.0',
    'files:',
    `  - url: ${DEB}`,
    `    sha512: ${sha512}`,
    `    size: ${size}`,
    '  - url: countertop-0.2.0-linux-x64.tar.gz',
    '    sha512: whatever',
    '    size: 1',
    `path: ${DEB}`,
    "releaseDate: '2026-11-23T12:00:00.000Z'",
    '',
  ].join('\n');

const workshop = () => {
  const home = mkdtempSync(join(tmpdir(), 'till-release-'));
  onTestFinished(() => rmSync(home, { recursive: true }));
  const [folder, keyFile, keysFile] = [join(home, 'release'), join(home, 'key.pem'), join(home, 'keys.json')];
  mkdirSync(folder);
  writeFileSync(keysFile, '[]');
  writeFileSync(join(folder, DEB), installer);
  const run = (...args: readonly string[]) =>
    spawnSync(process.execPath, [join('scripts', 'release', 'sign-release.ts'), ...args], {
      encoding: 'utf8',
      env: { ...process.env, COUNTERTOP_RELEASE_KEY: keyFile, COUNTERTOP_RELEASE_KEYS: keysFile },
    });
  const keys = (): readonly string[] => JSON.parse(readFileSync(keysFile, 'utf8')) as string[];
  const offer = (name: string) => readSignedOffer(readFileSync(join(folder, name), 'utf8'), keys())?.offer;
  return { folder, keyFile, run, keys, offer };
};

test('a new key signs a folder, and a till that has its public half believes the offers', () => {
  const { folder, keyFile, run, offer } = workshop();
  writeFileSync(join(folder, EXE), installer);
  writeFileSync(join(folder, 'latest-linux.yml'), manifestOf(sha512Of(installer)));
  expect(run('--new-key').status).toBe(0);
  expect(statSync(keyFile).mode & 0o777).toBe(0o600);
  expect(run(folder, '--percent', '20').status).toBe(0);
  const shared = { version: '0.2.0', arch: 'x64', size: 100_000, percent: 20, sha512: sha512Of(installer) };
  for (const name of ['offer-linux-x64.json', 'offer-linux-x64-0.2.0.json'])
    expect(offer(name)).toEqual({ ...shared, platform: 'linux', file: DEB });
  expect(offer('offer-win32-x64.json')).toEqual({ ...shared, platform: 'win32', file: EXE });
});

test('of two versions in a folder the newer one is offered, and the older one to go back to', () => {
  const { folder, run, offer } = workshop();
  writeFileSync(join(folder, 'countertop-0.10.0-linux-amd64.deb'), installer);
  run('--new-key');
  run(folder);
  expect(offer('offer-linux-x64.json')?.version).toBe('0.10.0');
  expect(offer('offer-linux-x64-0.2.0.json')?.version).toBe('0.2.0');
});

test.each([
  ['another hash', manifestOf(sha512Of(installerOf('0.3.0')))],
  ['another size', manifestOf(sha512Of(installer), 99_999)],
  ['another version', manifestOf(sha512Of(installer)).replace('version: 0.2.0', 'version: 0.3.0')],
  [
    'a file that is not there',
    manifestOf(sha512Of(installer)).replaceAll(DEB, 'countertop-0.2.1-linux-amd64.deb'),
  ],
])('a folder whose manifest says %s is not signed', (_, manifest) => {
  const { folder, run } = workshop();
  run('--new-key');
  writeFileSync(join(folder, 'latest-linux.yml'), manifest);
  expect(run(folder).status).toBe(1);
  expect(existsSync(join(folder, 'offer-linux-x64.json'))).toBe(false);
});

test('a folder without an installer is not signed', () => {
  const { folder, run } = workshop();
  run('--new-key');
  rmSync(join(folder, DEB));
  expect(run(folder).status).toBe(1);
});

const trialDeb = trialConfig({ electronDist: '', electronVersion: '', sqlite: '' })
  .artifactName.replace('${version}', '0.3.0')
  .replace('${os}-${arch}.${ext}', 'linux-amd64.deb');

test.each([trialDeb, 'countertop-0.3.0-stand-in-win-x64.exe'])(
  'a trial, which tests may control, is offered to no till, and nothing beside it either: %s',
  (trial) => {
    const { folder, run } = workshop();
    run('--new-key');
    writeFileSync(join(folder, trial), installer);
    const { status, stderr } = run(folder);
    expect([status, stderr]).toEqual([1, expect.stringContaining(`${trial} is a trial, not for release`)]);
    expect(readdirSync(folder).filter((name) => name.startsWith('offer-'))).toEqual([]);
  },
);

test('a key that the program does not have signs nothing, and none is overwritten', () => {
  const { folder, keyFile, keys, run } = workshop();
  expect(run(folder).status).toBe(3);
  run('--new-key');
  const before = readFileSync(keyFile);
  expect(run('--new-key').status).toBe(3);
  expect(readFileSync(keyFile)).toEqual(before);
  expect(keys()).toHaveLength(1);
  const other = workshop();
  other.run('--new-key');
  writeFileSync(keyFile, readFileSync(other.keyFile));
  expect(run(folder).status).toBe(3);
});

test('no private key is ever made inside the repository', () => {
  const { run } = workshop();
  const { status } = spawnSync(
    process.execPath,
    [join('scripts', 'release', 'sign-release.ts'), '--new-key'],
    { env: { ...process.env, COUNTERTOP_RELEASE_KEY: 'release-key.pem' } },
  );
  expect(status).toBe(3);
  expect(existsSync('release-key.pem')).toBe(false);
  expect(run('--help').status).toBe(0);
});

test.each([
  [],
  ['one', 'two'],
  ['folder', '--percent', '101'],
  ['folder', '--percent', 'all'],
  ['--unknown'],
])('wrong usage is said: %j', (...args) => {
  expect(workshop().run(...args).status).toBe(2);
});
