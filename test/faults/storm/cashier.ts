/** Somebody at the till who does what the screen allows. */
import type { Page } from 'playwright-core';
import { errors } from 'playwright-core';
import type { Deed } from './plan.ts';

const stateOn = (till: Page): Promise<string | undefined> =>
  till.evaluate(() => document.querySelector<HTMLElement>('[data-testid="payment-state"]')?.dataset['state']);

/** Finds the button and clicks it in one go: it may be gone a moment later. */
const click = (till: Page, button: 'cancel' | 'new-sale'): Promise<boolean> =>
  till.evaluate((name) => {
    const found = document.querySelector<HTMLButtonElement>(`[data-testid="${name}"]:enabled`);
    found?.click();
    return found !== null;
  }, button);

const charge = async (till: Page, amount: number): Promise<boolean> => {
  if ((await stateOn(till)) !== 'idle') return false;
  for (const key of [...Array.from(String(amount)), 'Enter']) await till.keyboard.press(key);
  return true;
};

/** Each resolves to whether the screen allowed it. A new deed of the cashier's is a name in plan.ts and a line here. */
const DEEDS: Readonly<Record<Deed, (till: Page, amount: number) => Promise<boolean>>> = {
  charge,
  cancel: (till) => click(till, 'cancel'),
  leave: (till) => click(till, 'new-sale'),
};

/** Does the first of the wishes that the screen allows, and tells which; `amount` is what a sale now costs. */
export const cashierActs = async (
  till: Page,
  wishes: readonly Deed[],
  amount: number,
): Promise<Deed | undefined> => {
  for (const deed of wishes) if (await DEEDS[deed](till, amount)) return deed;
  return undefined;
};

const ANSWER_LIMIT_MS = 1_000;

/** Resolves when the till shows what came of a charge, or after a second. */
export const answerShown = async (till: Page): Promise<void> => {
  const answered = till.locator(
    '[data-testid="payment-state"]:not([data-state="idle"], [data-state="sending"])',
  );
  await answered.waitFor({ timeout: ANSWER_LIMIT_MS }).catch((error: unknown) => {
    if (!(error instanceof errors.TimeoutError)) throw error;
  });
};
