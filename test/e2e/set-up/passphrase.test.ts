/** A computer without a key ring: a passphrase guards what a live till must keep secret, and losing it loses no payment. */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verify } from '#sqlite/check/verify.ts';
import type { BothGateways } from '../../support/network/both-gateways.ts';
import { ACCOUNTS, openBothGateways } from '../../support/network/both-gateways.ts';
import { charge, freshHome, killApp, launchApp, removeHome, tillState } from '../../support/station.ts';
import { windowOf } from '../../support/windows/window-of.ts';
import { makeFirstManager, signIn } from '../day/people.ts';
import { expectNoTrace } from '../no-trace.ts';
import { touch } from './hands.ts';
import {
  addOwner,
  atStep,
  describeShop,
  enterAccount,
  enterLive,
  firstTrainingSale,
  fromTestToLastPage,
  OWNER,
  toLastPage,
  verdicts,
} from './owner.ts';

const FIRST = 'green kettle under stairs';
const SECOND = 'seven slow boats to Lisbon';

let home: string;
let gateways: BothGateways;
let till: Page;
let app: Awaited<ReturnType<typeof launchApp>> | undefined;

const close = async (): Promise<void> => {
  await app?.close();
  app = undefined;
};

beforeAll(async () => {
  home = freshHome();
  gateways = await openBothGateways();
});
afterAll(async () => {
  if (app) await killApp(app);
  await gateways.close();
  removeHome(home);
});

/** Starts the till on a computer without a key ring, and waits for what it shows first. */
const start = async (first: string, setUp = false): Promise<void> => {
  app = await launchApp({
    home,
    setUp,
    env: gateways.environment(home),
    args: ['--password-store=basic'],
  });
  await app.evaluate(({ net }) => void Object.assign(net, { isOnline: () => true }));
  till = await windowOf(app.context(), 'till');
  await till.getByTestId(first).waitFor();
};

const at = (testid: string) => till.getByTestId(testid);

const makePassphrase = async (passphrase: string, again = passphrase): Promise<void> => {
  await at('passphrase').fill(passphrase);
  await at('passphrase-again').fill(again);
  await at('passphrase-make').click();
};

const unlockWith = async (passphrase: string): Promise<void> => {
  await at('unlock-passphrase').fill(passphrase);
  await at('unlock-open').click();
};

const sell = async (hundredths: number): Promise<void> => {
  await charge(till, hundredths);
  await tillState(till, 'open');
  gateways.live.act('latest', 'pay');
  await tillState(till, 'paid');
};

/** Every row follows, there are so many payments, and no file says a secret. */
const expectSound = (payments: number): void => {
  const verdict = verify(join(home, 'live', 'journal.db'));
  expect(verdict).toMatchObject({ ok: true, payments });
  expectNoTrace(home, ACCOUNTS.live.apiKey, FIRST, SECOND);
};

describe('a till without a key ring', () => {
  test('goes live once a passphrase is made, which must not be easy to guess', async () => {
    await start('set-up', true);
    const hands = touch(till);
    await firstTrainingSale(till, hands);
    await describeShop(till, hands);
    await at('key-store-missing').waitFor();
    await makePassphrase('password');
    await at('passphrase-problem').waitFor();
    expect(await at('passphrase-problem').innerText()).toMatch(/too easy to guess.*at least 14 characters/is);
    await makePassphrase(FIRST, SECOND);
    await at('passphrase-problem').filter({ hasText: 'do not match' }).waitFor();
    await makePassphrase(FIRST);
    await at('key-store-missing').waitFor({ state: 'detached' });
    await enterAccount(till, hands, 'live');
    await verdicts(till, 'good');
    await fromTestToLastPage(till, hands);
    await addOwner(hands);
    await toLastPage(till, hands);
    await hands.press('live-confirm');
    await enterLive(till, hands);
    await sell(1250);
    await close();
    expectSound(1);
  });

  test('asks for it at the next start; a wrong one is said plainly, and the fourth has to wait', async () => {
    await start('unlock');
    await unlockWith('Green kettle under stairs');
    await at('problem').filter({ hasText: 'That is not the passphrase' }).waitFor();
    for (const wrong of ['green kettle', SECOND]) await unlockWith(wrong);
    await at('unlock-status')
      .filter({ hasText: /again in \d/ })
      .waitFor();
    expect(await at('unlock-open').isEnabled()).toBe(false);
    await at('unlock-status').filter({ hasNotText: /\d/ }).waitFor();
    await unlockWith(FIRST);
    await signIn(till, OWNER);
    await sell(1350);
  });

  test('a manager changes it, and the till opens with the new one alone', async () => {
    await at('rail-settings').click();
    await at('topic-keys').click();
    await at('change-passphrase').waitFor();
    expect(await at('keys-kept').getAttribute('data-kept')).toBe('passphrase');
    await at('passphrase-former').fill('not the one that it is');
    await at('passphrase').fill(SECOND);
    await at('passphrase-again').fill(SECOND);
    await at('passphrase-change').click();
    await at('problem').filter({ hasText: 'not the current passphrase' }).waitFor();
    await at('passphrase-former').fill(FIRST);
    await at('passphrase-change').click();
    await at('keys-done').filter({ hasText: /\w/ }).waitFor();
    await close();
    await start('unlock');
    await unlockWith(FIRST);
    await at('problem').filter({ hasText: 'not the passphrase' }).waitFor();
    await unlockWith(SECOND);
    await signIn(till, OWNER);
    await sell(1450);
    await close();
    expectSound(3);
  });

  test('is opened without it by a new first manager who enters the ApiKey again, and every payment is there', async () => {
    rmSync(join(home, 'passphrase.json'));
    await start('first-manager-name');
    await makeFirstManager(till, { name: 'Sun', pin: '290417' });
    expect(
      readdirSync(join(home, 'live')).filter((name) => name.startsWith('credentials.unopened')),
    ).toHaveLength(1);
    await at('rail-settings').click();
    await at('topic-keys').click();
    await makePassphrase('four geese beside a lake');
    await at('keys-done').filter({ hasText: /\w/ }).waitFor();
    await at('keys-apiKey').click();
    await at('field-apiKey').fill(ACCOUNTS.live.apiKey);
    await at('settings-save').click();
    await atStep(till, 'test');
    await verdicts(till, 'good');
    const hands = touch(till);
    await fromTestToLastPage(till, hands);
    await toLastPage(till, hands);
    await hands.press('live-confirm');
    await hands.press('set-up-finish');
    await at('rail-sale').click();
    await sell(1550);
    await close();
    expectSound(4);
  });
});
