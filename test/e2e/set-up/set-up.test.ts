import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import Database from 'better-sqlite3';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keyringSession } from '../../../scripts/keyring.mjs';
import type { BothGateways } from '../../support/network/both-gateways.ts';
import { ACCOUNTS, openBothGateways } from '../../support/network/both-gateways.ts';
import type { Station } from '../../support/station.ts';
import { electronExecutable, freshHome, openStation, removeHome, tillState } from '../../support/station.ts';
import { expectNoTrace } from '../no-trace.ts';
import type { Hands } from './hands.ts';
import { keyboard, touch } from './hands.ts';
import {
  addOwner,
  atStep,
  describeShop,
  enterAccount,
  enterLive,
  firstTrainingSale,
  fromTestToLastPage,
  PASSED,
  SHOP,
  toLastPage,
  verdicts,
} from './owner.ts';

const MINUTE = 60_000;

let home: string;
let keyring: string;
let gateways: BothGateways;
let station: Station;

beforeEach(async () => {
  home = freshHome();
  keyring = mkdtempSync(join(tmpdir(), 'keyring-'));
  gateways = await openBothGateways();
});
afterEach(async () => {
  await station.close();
  await gateways.close();
  removeHome(home);
  rmSync(keyring, { recursive: true, force: true });
});

const open = async (isFirst: boolean): Promise<Page> => {
  station = await openStation({
    home,
    setUp: true,
    env: { ...gateways.environment(home), ...(isFirst ? {} : { COUNTERTOP_SETUP: '' }) },
    session: keyringSession(electronExecutable(), { home: keyring }),
    args: ['--password-store=gnome-libsecret'],
  });
  // The computer that runs the tests may have no network beyond itself.
  await station.app.evaluate(({ net }) => void Object.assign(net, { isOnline: () => true }));
  return station.till;
};

/** How the till went live, according to an environment's journal. */
const entriesIn = (environment: string): readonly unknown[] => {
  const db = new Database(join(home, environment, 'journal.db'), { readonly: true });
  try {
    const rows = db.prepare('SELECT payload FROM events ORDER BY sequence').pluck().all() as string[];
    return rows.map((row) => JSON.parse(row) as { type: string }).filter(({ type }) => type === 'went-live');
  } finally {
    db.close();
  }
};

/** Main's answer to live settings, whatever the screen offers. */
const liveByCall = (till: Page) =>
  till.evaluate(
    async ({ account, shop }) => {
      const settings = await window.countertop.call('settings.read', {});
      if (!settings.ok) return settings;
      const { saved } = settings.value;
      const typed = { ...saved, ...shop, ...account, environment: 'live' as const };
      return window.countertop.call('settings.save', typed);
    },
    { account: { siteId: ACCOUNTS.live.siteId, apiKey: '' }, shop: SHOP },
  );

/** Goes to the failed test of a live account with a wrong ApiKey, by way of training and the test gateway. */
const toFailedTest = async (till: Page, hands: Hands, begun: number): Promise<void> => {
  await firstTrainingSale(till, hands);
  expect(performance.now() - begun).toBeLessThan(MINUTE);
  await describeShop(till, hands);
  await enterAccount(till, hands, 'test');
  expect(await verdicts(till, 'good')).toEqual(PASSED);
  await hands.press('set-up-back');
  await enterAccount(till, hands, 'live', 'nobodys-key');
  expect(await verdicts(till, 'stopped')).toEqual(['pass', 'pass', 'pass', 'fail', 'not-tried']);
  expect(await till.getByTestId('set-up-next').count()).toBe(0);
  expect(await liveByCall(till)).toMatchObject({ ok: false, problem: { code: 'live-untested' } });
};

const toLive = async (till: Page, hands: Hands): Promise<void> => {
  await hands.press('set-up-back');
  await enterAccount(till, hands, 'live');
  expect(await verdicts(till, 'good')).toEqual(PASSED);
  await fromTestToLastPage(till, hands);
  await addOwner(hands);
  await toLastPage(till, hands);
  // Nobody goes live without saying that they know.
  await hands.press('set-up-finish');
  await atStep(till, 'finish');
  expect(await till.getByTestId('set-up').innerText()).toMatch(/from now on real money moves/i);
  await hands.press('live-confirm');
  await enterLive(till, hands);
};

const sellLive = async (till: Page, hands: Hands): Promise<void> => {
  await hands.amount('1250');
  await hands.press('charge');
  await tillState(till, 'open');
  gateways.live.act('latest', 'pay');
  await tillState(till, 'paid');
};

describe('a new owner, from nothing to a training sale within a minute and to a tested live till within five', () => {
  test('by touch alone, through a power cut, and the sale is the gateway’s', async () => {
    const begun = performance.now();
    let till = await open(true);
    await toFailedTest(till, touch(till), begun);
    await station.kill();

    till = await open(false);
    // Both the input and the step are restored.
    await atStep(till, 'test');
    await toLive(till, touch(till));
    expect(performance.now() - begun).toBeLessThan(5 * MINUTE);
    await sellLive(till, touch(till));

    expect(entriesIn('training')).toMatchObject([{ passed: true, reason: '', by: { name: 'Chen' } }]);
    expect(entriesIn('live')).toMatchObject([{ passed: true, reason: '', by: { name: 'Chen' } }]);
    expectNoTrace(home, ACCOUNTS.live.apiKey);
  });

  test('by the keyboard alone; and another account is entered untested only with a reason, which is recorded', async () => {
    const begun = performance.now();
    const till = await open(true);
    const hands = keyboard(till);
    await toFailedTest(till, hands, begun);
    await toLive(till, hands);
    expect(performance.now() - begun).toBeLessThan(5 * MINUTE);

    await hands.press('rail-settings');
    await hands.type('field-siteId', '40402');
    await hands.press('settings-save');
    expect(await verdicts(till, 'stopped')).toEqual(['pass', 'pass', 'pass', 'fail', 'not-tried']);
    await hands.press('set-up-overrule');
    expect(await till.getByTestId('set-up-next').isEnabled()).toBe(false);
    await hands.type('set-up-reason', 'The account opens on Monday.');
    await fromTestToLastPage(till, hands);
    await toLastPage(till, hands);
    await hands.press('live-confirm');
    await hands.press('set-up-finish');
    await till.getByTestId('rail-sale').waitFor();
    expect(entriesIn('live')).toMatchObject([
      { passed: true },
      { passed: false, reason: 'The account opens on Monday.', by: { name: 'Chen' } },
    ]);
  });
});
