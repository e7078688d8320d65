/** The language of a till's window, changed while a screen stands there, as its menu changes it. */
import type { Page } from 'playwright-core';
import type { Bridge, LanguageName } from '#contract';

export const speak = async (till: Page, language: LanguageName): Promise<void> => {
  await till.evaluate(async (wanted) => {
    const { countertop } = window as unknown as { readonly countertop: Bridge };
    const reply = await countertop.call('appearance.read', {});
    if (reply.ok) await countertop.call('appearance.change', { ...reply.value.chosen, language: wanted });
  }, language);
  await till.waitForFunction((wanted) => document.documentElement.lang === wanted, language);
};
