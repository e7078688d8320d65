/** What an owner does from the first start to the first live sale, by keyboard or by touch. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { ACCOUNTS } from '../../support/network/both-gateways.ts';
import { tillState } from '../../support/station.ts';
import type { Hands } from './hands.ts';

export const SHOP = {
  storeName: 'Garden Café',
  storeId: 'SHOP-7',
  terminalId: 'T7',
  email: 'till@garden.de',
  returnUrl: 'https://garden.de',
} as const;

export const OWNER = { name: 'Chen', pin: '830219' } as const;

export const atStep = (till: Page, step: string): Promise<void> =>
  till.locator(`[data-testid="set-up"][data-step="${step}"]`).waitFor();

/** The verdicts on the steps of the connection test, once it has ended. */
export const verdicts = async (till: Page, tone: 'good' | 'stopped'): Promise<readonly (string | null)[]> => {
  await till.locator(`[data-testid="set-up-state"][data-tone="${tone}"]`).waitFor();
  const checks = await till.getByTestId('set-up-check').all();
  return Promise.all(checks.map((check) => check.getAttribute('data-verdict')));
};

export const PASSED = ['pass', 'pass', 'pass', 'pass', 'pass'];

export const firstTrainingSale = async (till: Page, hands: Hands): Promise<void> => {
  await hands.press('set-up-try');
  await tillState(till, 'idle');
  await hands.amount('1250');
  await hands.press('charge');
  await tillState(till, 'open');
  await hands.press('training-pay');
  await tillState(till, 'paid');
};

/** From the step about the shop to the next one. */
const fillShop = async (till: Page, hands: Hands): Promise<void> => {
  await atStep(till, 'shop');
  // Nothing from the training shop is carried over.
  for (const field of Object.keys(SHOP))
    expect(await till.getByTestId(`set-up-${field}`).inputValue(), field).toBe('');
  for (const [field, value] of Object.entries(SHOP)) await hands.type(`set-up-${field}`, value);
  await hands.choose('set-up-country', 'DE', 'german');
  await hands.choose('set-up-currency', 'EUR', 'eur');
  await hands.choose('set-up-timeZone', 'Europe/Berlin', 'berl');
  await hands.press('set-up-next');
  await atStep(till, 'credentials');
};

export const describeShop = async (till: Page, hands: Hands): Promise<void> => {
  await hands.press('band-set-up');
  await atStep(till, 'start');
  await hands.press('set-up-next');
  await fillShop(till, hands);
};

/** Types the account of one of the two gateways and goes on to its test. */
export const enterAccount = async (
  till: Page,
  hands: Hands,
  environment: 'test' | 'live',
  apiKey: string = ACCOUNTS[environment].apiKey,
): Promise<void> => {
  await atStep(till, 'credentials');
  await hands.pick('set-up-environment', environment);
  await hands.type('set-up-siteId', ACCOUNTS[environment].siteId);
  await hands.type('set-up-apiKey', apiKey);
  await hands.press('set-up-next');
  await atStep(till, 'test');
};

export const fromTestToLastPage = async (till: Page, hands: Hands): Promise<void> => {
  await hands.press('set-up-next');
  await atStep(till, 'display');
  await hands.press('set-up-identify');
  await hands.press('set-up-next');
  await atStep(till, 'printer');
  await hands.press('set-up-next');
  await atStep(till, 'people');
};

export const addOwner = async (hands: Hands): Promise<void> => {
  await hands.type('set-up-manager-name', OWNER.name);
  await hands.type('set-up-manager-pin', OWNER.pin);
  await hands.type('set-up-manager-pin-again', OWNER.pin);
};

export const toLastPage = async (till: Page, hands: Hands): Promise<void> => {
  await hands.press('set-up-next');
  await atStep(till, 'shift');
  await hands.press('set-up-next');
  await atStep(till, 'finish');
};

/** Signs in at the live till, whose first shift then opens by itself. */
export const enterLive = async (till: Page, hands: Hands): Promise<void> => {
  await hands.press('set-up-finish');
  await till.getByTestId('sign-in').waitFor();
  await hands.pin(OWNER.pin);
  await till.locator('[data-testid="environment-mark"][data-environment="live"]').waitFor();
  await till.getByTestId('charge').waitFor();
};
