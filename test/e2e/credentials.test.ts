import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keyringSession } from '../../scripts/keyring.mjs';
import type { Station } from '../support/station.ts';
import { electronExecutable, freshHome, openStation, removeHome, tillState } from '../support/station.ts';
import { expectNoTrace } from './no-trace.ts';

const canary = 'canary-live-key-71d04ab2c9';
const pin = '830219';
let home: string;
let session: string;
let station: Station;

beforeEach(() => {
  home = freshHome();
  session = mkdtempSync(join(tmpdir(), 'keyring-'));
});
afterEach(async () => {
  await station.close();
  removeHome(home);
  rmSync(session, { recursive: true, force: true });
});

const openWithKeyring = (staffed = false): Promise<Station> =>
  openStation({
    home,
    staffed,
    // The key is not real and must not reach the real gateway. Checking a PIN takes as long as in a shop.
    env: { HTTPS_PROXY: 'http://127.0.0.1:9', COUNTERTOP_PINS: '' },
    session: keyringSession(electronExecutable(), { home: session }),
    args: ['--password-store=gnome-libsecret'],
  });

const fillIn = async (till: Page): Promise<void> => {
  await till.getByTestId('rail-settings').click();
  await till.getByTestId('field-environment-test').click();
  await till.getByTestId('field-siteId').fill('30201');
  await till.getByTestId('field-apiKey').fill(canary);
  await till.getByTestId('settings-save').click();
};

test('with a key ring the ApiKey is saved, used after a restart, and readable in no file', async () => {
  station = await openWithKeyring();
  await fillIn(station.till);
  await expect.poll(() => existsSync(join(home, 'test', 'credentials'))).toBe(true);
  // Outside training, people must sign in.
  await station.till.getByTestId('first-manager-name').fill('Chen');
  await station.till.getByTestId('first-manager-pin').fill(pin);
  await station.till.getByTestId('first-manager-pin-again').fill(pin);
  await station.till.getByTestId('first-manager-save').click();
  await tillState(station.till, 'idle');
  await station.close();

  station = await openWithKeyring(true);
  const { till } = station;
  await till.getByRole('button', { name: 'Chen' }).click();
  await till.keyboard.type(pin);
  await till.keyboard.press('Enter');
  await tillState(till, 'idle');
  const snapshot = await till.evaluate(() => window.countertop.call('till.snapshot', {}));
  // Set up and only lacking a shift: main has opened the saved key again and built its gateway with it.
  const readiness = { ready: false, problem: { code: 'shift-needed' }, remedy: 'open-shift' };
  expect(snapshot).toMatchObject({ ok: true, value: { till: { environment: 'test', readiness } } });
  const settings = await till.evaluate(() => window.countertop.call('settings.read', {}));
  expect(settings).toMatchObject({ ok: true, value: { keySaved: ['test'], saved: { apiKey: '' } } });
  expect(JSON.stringify([snapshot, settings])).not.toContain(canary);
  expectNoTrace(home, canary);
});

test('without a key ring saving credentials is refused, with what to do about it, whatever the screen allows', async () => {
  station = await openStation({ home, args: ['--password-store=basic'] });
  await fillIn(station.till);
  await station.till.getByTestId('problem').waitFor();
  expect(await station.till.getByTestId('problem').innerText()).toMatch(/key ring/i);
  const answer = await station.till.evaluate(async (apiKey) => {
    const read = await window.countertop.call('settings.read', {});
    if (!read.ok) return read;
    const input = { ...read.value.saved, environment: 'test', siteId: '30201', apiKey } as const;
    return window.countertop.call('settings.save', input);
  }, canary);
  expect(answer).toMatchObject({ ok: false, problem: { code: 'no-key-store' } });
  expect(existsSync(join(home, 'test', 'credentials'))).toBe(false);
  expectNoTrace(home, canary);
});
