import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { DiskFailed } from '#domain/journal/disk-trouble.ts';
import type { Settings } from '#domain/shop/settings/settings.ts';
import { defaultSettings } from '#domain/shop/settings/settings.ts';
import { showSettings } from '#domain/shop/settings/typed-settings.ts';
import { changeEnvironment } from '#station/change-environment.ts';
import { openTill } from '../../src-main/till.ts';
import { whileHeld } from '../files/while-held.ts';
import { plainTillPorts } from '../support/plain-ports.ts';
import { memoryStaff } from '../support/staff-kit.ts';
import { silentLog } from '../support/station-kit.ts';

/** A shop's settings, without anything of training. */
const typed = {
  ...showSettings(defaultSettings),
  environment: 'live',
  siteId: '30201',
  storeName: 'Corner Shop',
  storeId: 'S-1',
  email: 'shop@corner.example',
  returnUrl: 'https://corner.example/back',
  overruled: 'the line is not connected yet',
} as const;

/** A till in training whose live environment cannot be opened. */
const tillWithoutLive = async (write: (settings: Settings) => void) => {
  const home = mkdtempSync(join(tmpdir(), 'countertop-failed-environment-'));
  // A file in the place of the live environment's folder.
  writeFileSync(join(home, 'live'), '');
  const ports = plainTillPorts(home);
  const till = await openTill({
    ...ports,
    vault: { ...ports.vault, hasKey: () => true },
    settingsFile: { read: () => defaultSettings, write, refused: [] },
  });
  onTestFinished(async () => {
    await till.stop();
    rmSync(home, { recursive: true, force: true });
  });
  expect(await till.call('settings.save', typed)).toMatchObject({
    ok: false,
    problem: { code: 'environment-failed' },
  });
  expect(await till.call('settings.read', {})).toMatchObject({
    value: { saved: { environment: 'training', siteId: '' } },
  });
  expect(await till.call('payments.start', { amount: 1250, orderReference: '' })).toMatchObject({ ok: true });
};

test('a till that cannot open the chosen environment stays in the old one, now and after a restart', async () => {
  const written: string[] = [];
  await tillWithoutLive(({ environment }) => void written.push(environment));
  expect(written).toEqual(['live', 'training']);
});

test('and stays in the old one even if its settings cannot be written back', async () => {
  await tillWithoutLive(({ environment }) => {
    if (environment === 'training') throw new Error('ENOSPC');
  });
});

test('whose sign-out cannot be recorded stays in its environment, and so do its settings', async () => {
  const home = mkdtempSync(join(tmpdir(), 'countertop-not-left-'));
  const ports = plainTillPorts(home);
  let isFull = false;
  const now = (): number => {
    // Every record carries its time, so this keeps the sign-out from being recorded.
    if (isFull) throw new DiskFailed('full');
    return ports.clock.now();
  };
  const till = await openTill({
    ...ports,
    alwaysAsksForStaff: true,
    clock: { ...ports.clock, now },
    vault: { ...ports.vault, hasKey: () => true },
    staff: memoryStaff(),
    settingsFile: { read: () => defaultSettings, write: () => void (isFull = true), refused: [] },
  });
  onTestFinished(async () => {
    await till.stop();
    rmSync(home, { recursive: true, force: true });
  });
  await till.call('session.firstManager', { name: 'Chen', pin: '290417' });
  await expect(till.call('settings.save', typed)).rejects.toThrow(DiskFailed);
  isFull = false;
  const session = await till.call('session.read', {});
  expect(session).toMatchObject({ value: { stage: 'signed-out', people: [{ name: 'Chen' }] } });
  const id = session.ok ? session.value.people[0]!.id : '';
  await till.call('session.signIn', { id, pin: '290417' });
  expect(await till.call('settings.read', {})).toMatchObject({
    value: { saved: { environment: 'training', siteId: '' } },
  });
});

test('a key that a power cut has left waiting is dealt with before any key is loaded', async () => {
  const home = freshHome();
  const ports = plainTillPorts(home);
  const steps: string[] = [];
  const till = await openTill({
    ...ports,
    vault: {
      ...ports.vault,
      follow: (inForce) => void steps.push(`${inForce().keyName} is in force`),
      load: async (environment) => {
        steps.push(`the key of ${environment}`);
        return Promise.resolve(undefined);
      },
    },
    settingsFile: {
      read: () => ({ ...defaultSettings, environment: 'test', siteId: '30201', keyName: 'newest' }),
      write: () => undefined,
      refused: [],
    },
  });
  await till.stop();
  expect(steps).toEqual(['newest is in force', 'the key of test']);
});

const freshHome = (): string => {
  const home = mkdtempSync(join(tmpdir(), 'countertop-half-open-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  return home;
};

test('a till whose note of its openings is held meanwhile opens with its new settings', async () => {
  const till = await openTill(plainTillPorts(freshHome()));
  onTestFinished(async () => till.stop());
  const training = { ...showSettings(defaultSettings), storeName: 'New Name' };
  const saved = await whileHeld('installation.json', async () => till.call('settings.save', training));
  expect(saved).toMatchObject({ ok: true });
  expect(await till.call('payments.start', { amount: 1250, orderReference: '' })).toMatchObject({ ok: true });
});

test('a till of which one part does not open leaves its journal free for the next attempt', async () => {
  const ports = plainTillPorts(freshHome());
  const officeVault = (): never => {
    throw new Error('the disk failed');
  };
  await expect(openTill({ ...ports, officeVault })).rejects.toThrow('the disk failed');
  const till = await openTill(ports);
  await till.stop();
});

test('a till of which one part does not stop still closes its journal, backed up', async () => {
  const home = freshHome();
  const ports = plainTillPorts(home);
  const shown = new EventTarget();
  const isShown = once(shown, 'shown');
  const till = await openTill({
    ...ports,
    settingsFile: { ...ports.settingsFile, read: () => ({ ...defaultSettings, showsGatewayPage: true }) },
    hostedPage: {
      open: () => {
        shown.dispatchEvent(new Event('shown'));
        return () => {
          throw new Error('Object has been destroyed');
        };
      },
    },
  });
  await till.call('payments.start', { amount: 1250, orderReference: '' });
  await isShown;
  await till.stop();
  expect(readdirSync(join(home, 'training', 'backups'))).not.toHaveLength(0);
  const again = await openTill(ports);
  await again.stop();
});

test('a till that can open neither environment says why, begins nothing, and has the old settings', async () => {
  const failed = ['the new one', 'the old one'].map((which) => new Error(which));
  const begun: string[] = [];
  const restored: unknown[] = [];
  const changed = changeEnvironment(
    {
      settingsStore: { current: defaultSettings, restore: (settings) => void restored.push(settings) },
      session: { signOut: () => undefined },
      log: silentLog,
      close: () => Promise.resolve(),
      open: () => Promise.reject(failed.shift() ?? new Error('asked too often')),
      begin: () => void begun.push('begun'),
    },
    defaultSettings,
  );
  await expect(changed).rejects.toThrow('the old one');
  expect([begun, restored]).toEqual([[], [defaultSettings]]);
});
