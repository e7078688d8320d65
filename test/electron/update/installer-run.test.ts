/** Debian's installer as electron-updater runs it, with a `dpkg` of the test's own on the PATH. */
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import type { InstallerRunPorts } from '#electron/update/installer-run.ts';
import { runInstaller } from '#electron/update/installer-run.ts';
import { silentLog } from '../../support/station-kit.ts';
import { makeSigner, offerOf } from './feed-server.ts';
import { madeHome } from './update-kit.ts';

afterEach(() => void vi.unstubAllEnvs());

const signed = makeSigner().sign(offerOf('0.2.0'));

const withCommands = (dpkgEnds: number) => {
  const home = madeHome();
  const [bin, said] = [join(home, 'bin'), join(home, 'said.txt')];
  mkdirSync(bin);
  const put = (name: string, script: string): void => {
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, name), 0o755);
  };
  put('dpkg', `echo "dpkg $*" >> '${said}'; exit ${dpkgEnds}`);
  put('apt-get', `echo "apt-get $*" >> '${said}'; exit 1`);
  // A user who is not root becomes root by the first of these programs that exists.
  for (const name of ['gksudo', 'kdesudo', 'pkexec', 'sudo']) put(name, 'for last; do :; done; eval "$last"');
  vi.stubEnv('PATH', [bin, process.env['PATH']].join(delimiter));
  const steps: string[] = [];
  const ports: InstallerRunPorts = {
    kind: 'deb',
    folder: join(home, 'updates'),
    resources: bin,
    program: {
      name: 'Countertop POS',
      version: '0.1.0',
      relaunch: () => void steps.push('will start again'),
      quit: () => void steps.push('ended'),
    },
    log: silentLog,
  };
  return {
    home,
    put,
    run: async (change: Partial<InstallerRunPorts> = {}, isBack = false) =>
      runInstaller({ ...ports, ...change }, signed, isBack),
    steps,
    said: () => readFileSync(said, 'utf8'),
  };
};

test('dpkg gets the checked file, and the till starts again', async () => {
  const { home, run, steps, said } = withCommands(0);
  expect(await run()).toBe(true);
  expect(said()).toContain(`dpkg -i ${join(home, 'updates', '0.2.0', signed.offer.file)}\n`);
  expect(steps).toEqual(['will start again']);
});

test('a failure of dpkg that apt cannot complete without removing the till is reported, and the till goes on', async () => {
  const { run, steps, said } = withCommands(1);
  expect(await run()).toBe(false);
  expect(said()).toMatch(/^dpkg -i .*\napt-get install -f -y --no-remove\n$/);
  expect(steps).toEqual([]);
});

test.each(["updates'; dpkg --other; '", 'update*', 'update?', 'update[s]', '{updates,other}', 'up\tdates'])(
  'whoever names the data folder %j makes no administrator run another command or install another package',
  async (folder) => {
    const { home, run, said } = withCommands(0);
    const asCashier = vi.spyOn(process, 'getuid').mockReturnValue(1000);
    onTestFinished(() => asCashier.mockRestore());
    expect(await run({ folder: join(home, folder) })).toBe(false);
    expect(said).toThrow('ENOENT');
  },
);

test('whoever refuses the installation is asked once', async () => {
  const { home, put, run, steps, said } = withCommands(0);
  for (const name of ['gksudo', 'kdesudo', 'pkexec', 'sudo'])
    put(name, `echo asked >> '${join(home, 'said.txt')}'; exit 126`);
  const asCashier = vi.spyOn(process, 'getuid').mockReturnValue(1000);
  onTestFinished(() => asCashier.mockRestore());
  expect(await run()).toBe(false);
  expect([said(), steps]).toEqual(['asked\n', []]);
});

test('on Windows the person at the computer is asked, and the installer is told whether it rolls back', async () => {
  const { home, put, run, said } = withCommands(0);
  const setup = join(home, 'updates', '0.2.0', signed.offer.file);
  put('elevate.exe', `echo "$*" >> '${join(home, 'said.txt')}'`);
  expect(await run({ kind: 'exe' })).toBe(true);
  expect(await run({ kind: 'exe' }, true)).toBe(true);
  expect(said()).toBe(`${setup} --updated /S --force-run\n${setup} --updated /S --force-run --rollback\n`);
});

test.each(['exit 199', ''])('if the person says no, the till stays as it is: %j', async (script) => {
  const { put, run, steps } = withCommands(0);
  if (script !== '') put('elevate.exe', script);
  expect(await run({ kind: 'exe' })).toBe(false);
  expect(steps).toEqual([]);
});
