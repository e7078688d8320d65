/** Somebody at the till who does what the screen allows. */
import type { Page } from 'playwright-core';
import { errors } from 'playwright-core';
import type { Deed, RefundPlan } from './plan.ts';

/** What a cashier's deed is about. */
export interface Order {
  /** What a sale now costs, in hundredths. */
  readonly price: number;
  readonly refundPlan: RefundPlan;
  /** Stands with a refund, so that it is known again. */
  readonly note: string;
}

/** How long a cashier looks at a screen for what may never come on it. */
const GLANCE_MS = 1_000;
/** How long for a button that is about to be there. */
const PATIENCE_MS = 20_000;

/** Whether it came to that before a wait ran out. */
const inTime = (happening: Promise<unknown>): Promise<boolean> =>
  happening.then(
    () => true,
    (error: unknown) => {
      if (error instanceof errors.TimeoutError) return false;
      throw error;
    },
  );

const shows = (till: Page, selector: string, timeout: number): Promise<boolean> =>
  inTime(till.locator(selector).first().waitFor({ timeout }));

const named = (testid: string): string => `[data-testid="${testid}"]`;

/** Finds the button and clicks it in one go: it may be gone a moment later. Past the last it begins anew. */
const click = (till: Page, selector: string, nth = 0): Promise<boolean> =>
  till.evaluate(
    ([wanted, index]) => {
      const found = document.querySelectorAll<HTMLButtonElement>(`${wanted}:enabled`);
      const button = found[index % found.length];
      button?.click();
      return button !== undefined;
    },
    [selector, nth] as const,
  );

/** Clicks a button that is about to be there. */
const clickSoon = async (till: Page, testid: string, timeout: number): Promise<boolean> =>
  (await shows(till, `${named(testid)}:enabled`, timeout)) && click(till, named(testid));

const goToSale = (till: Page): Promise<boolean> => click(till, named('rail-sale'));

const clickAtSale = async (till: Page, testid: string): Promise<boolean> =>
  (await goToSale(till)) && click(till, named(testid));

const isThere = async (till: Page, selector: string): Promise<boolean> =>
  (await till.locator(selector).count()) > 0;

const charge = async (till: Page, { price }: Order): Promise<boolean> => {
  await goToSale(till);
  if (!(await isThere(till, `${named('payment-state')}[data-state="idle"]`))) return false;
  // What was typed and refused before is still there; what says that nothing may be charged stays.
  await till.keyboard.press('Delete');
  if (await isThere(till, named('problem'))) return false;
  for (const key of [...Array.from(String(price)), 'Enter']) await till.keyboard.press(key);
  return true;
};

/** Opens a paid payment of today and refunds what the order says. */
const refund = async (till: Page, { refundPlan, note }: Order): Promise<boolean> => {
  await goToSale(till);
  const isOpen =
    (await click(till, `${named('history-row')}[data-state="paid"]`, refundPlan.nth)) &&
    (await click(till, named('refund')));
  if (!isOpen) return false;
  await shows(till, `${named('refund-amount')}, ${named('refund-problem')}`, GLANCE_MS);
  const amount = till.getByTestId('refund-amount');
  if (!(await isThere(till, named('refund-amount')))) return false;
  const left = Math.round(Number(await amount.inputValue()) * 100);
  const part = Math.max(1, Math.floor((left * refundPlan.percent) / 100));
  await amount.fill((part / 100).toFixed(2));
  await till.getByTestId('refund-note').fill(note);
  return click(till, named('refund-confirm'));
};

/** Resolves to whether the close was asked for; what is unresolved is signed off with it. `patience` in ms. */
export const closeDay = async (till: Page, patience = PATIENCE_MS): Promise<boolean> =>
  (await click(till, named('rail-day'))) &&
  (await clickSoon(till, 'close-day', patience)) &&
  clickSoon(till, 'close-confirm', patience);

/** Resolves to whether today was asked to be reconciled with the gateway. */
export const reconcileDay = async (till: Page): Promise<boolean> =>
  (await click(till, named('rail-day'))) && clickSoon(till, 'reconcile', PATIENCE_MS);

/** Each resolves to whether the screen allowed it. A new deed of the cashier's is a name in plan.ts and a line here. */
const DEEDS: Readonly<Record<Deed, (till: Page, order: Order) => Promise<boolean>>> = {
  charge,
  cancel: (till) => clickAtSale(till, 'cancel'),
  leave: (till) => clickAtSale(till, 'new-sale'),
  refund,
  compare: reconcileDay,
  close: (till) => closeDay(till),
};

/** Does the first of the wishes that the screen allows, and resolves to which. */
export const cashierActs = async (
  till: Page,
  wishes: readonly Deed[],
  order: Order,
): Promise<Deed | undefined> => {
  for (const deed of wishes) if (await DEEDS[deed](till, order)) return deed;
  return undefined;
};

/** Resolves when the till shows what came of a charge, or after a second. */
export const chargeAnswered = (till: Page): Promise<boolean> =>
  shows(till, `${named('payment-state')}:not([data-state="idle"], [data-state="sending"])`, GLANCE_MS);

/** The same for a refund: none of its payment is on its way any more. */
export const refundAnswered = (till: Page): Promise<boolean> => {
  const answered = `${named('story')}:not(:has(${named('refund-form')}, ${named('refund-state')}[data-state="requested"]))`;
  return shows(till, answered, GLANCE_MS);
};
