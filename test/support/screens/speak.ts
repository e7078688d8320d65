/** How a window looks: changed while a screen stands there, as its menu or its buttons change it. */
import type { Page } from 'playwright-core';
import type { Bridge, LanguageName } from '#contract';
import type { Appearance } from '#domain/shop/appearance.ts';

export interface Look {
  readonly language: LanguageName;
  /** Per cent; the customer's window has one size only. */
  readonly textSize: Appearance['textSize'];
}

/** Runs in the page of a till. */
export const changeTill = async ({ language, textSize }: Look): Promise<void> => {
  const { countertop } = window as unknown as { readonly countertop: Bridge };
  const reply = await countertop.call('appearance.read', {});
  if (reply.ok) await countertop.call('appearance.change', { ...reply.value.chosen, language, textSize });
};

/** Runs in the page of a customer. */
export const changeCustomer = ({ language }: Look): void =>
  document.querySelector<HTMLElement>(`[data-testid="customer-language-${language}"]`)?.click();

/** Runs in the page: once everything on it follows. */
export const follows = async ({ language, textSize }: Look): Promise<void> => {
  const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
  const isSo = (): boolean => {
    const customer = document.querySelector<HTMLElement>('[data-testid="customer-state"]');
    if (customer) return customer.lang === language;
    const { lang, style } = document.documentElement;
    return lang === language && style.getPropertyValue('--text-size') === String(textSize / 100);
  };
  const until = performance.now() + 60_000;
  while (!isSo()) {
    if (performance.now() > until)
      throw new Error(`the window does not follow: ${language}, ${String(textSize)} %`);
    await turn();
  }
  await turn();
};

export type WindowName = 'till' | 'customer';

export const speak = async (page: Page, window: WindowName, look: Look): Promise<void> => {
  await page.evaluate(window === 'till' ? changeTill : changeCustomer, look);
  await page.evaluate(follows, look);
};
