/** A cashier who does what the screen allows. */
import type { Page } from 'playwright-core';
import { errors } from 'playwright-core';
import { typeByHand } from '../../support/cashier.ts';
import type { CashierAction, RefundPlan } from './plan.ts';

/** The details of a cashier's action. */
export interface Order {
  /** Amount of a sale, hundredths. */
  readonly price: number;
  readonly refundPlan: RefundPlan;
  /** Note of a refund, which identifies it. */
  readonly note: string;
}

/** How long to wait for what may never appear on the screen. */
const GLANCE_MS = 1_000;
/** How long to wait for a button that will appear. */
const PATIENCE_MS = 20_000;

/** Whether it happened before the timeout. */
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

/**
 * Finds and clicks a button in one step, since it may vanish. `nth` wraps around. A form behind a question is
 * out of the cashier's reach: it gets no keys, and its button must not be clicked.
 */
const click = (till: Page, selector: string, nth = 0): Promise<boolean> =>
  till.evaluate(
    ([wanted, index]) => {
      const reachable = document.querySelector('dialog:modal') ?? document;
      const found = reachable.querySelectorAll<HTMLButtonElement>(`${wanted}:enabled`);
      const button = found[index % found.length];
      button?.click();
      return button !== undefined;
    },
    [selector, nth] as const,
  );

/** Waits for a button and clicks it. */
const clickSoon = async (till: Page, testid: string, timeout: number): Promise<boolean> =>
  (await shows(till, `${named(testid)}:enabled`, timeout)) && click(till, named(testid));

const goToSale = (till: Page): Promise<boolean> => click(till, named('rail-sale'));

const clickAtSale = async (till: Page, testid: string): Promise<boolean> =>
  (await goToSale(till)) && click(till, named(testid));

const isThere = async (till: Page, selector: string): Promise<boolean> =>
  (await till.locator(selector).count()) > 0;

/** The answer that this sale is a new one. */
const CHARGE_ALL_THE_SAME = `:is(${named('payments-missing-charge')}, ${named('same-amount-charge')})`;

/** Every sale of a storm is a new one, so the question is always answered that way. */
const charge = async (till: Page, { price }: Order): Promise<boolean> => {
  if (await click(till, CHARGE_ALL_THE_SAME)) return true;
  await goToSale(till);
  if (!(await isThere(till, `${named('payment-state')}[data-state="idle"]`))) return false;
  // Clears what was typed and refused before; a problem that remains means that nothing may be charged.
  await till.keyboard.press('Delete');
  if (await isThere(till, named('problem'))) return false;
  await typeByHand(till, String(price));
  await till.keyboard.press('Enter');
  return true;
};

/** Opens a paid payment of today and refunds the planned part. */
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

/** Resolves to whether the day could be closed; signs off what is unresolved. `patience` in ms. */
export const closeDay = async (till: Page, patience = PATIENCE_MS): Promise<boolean> =>
  (await click(till, named('rail-day'))) &&
  (await clickSoon(till, 'close-day', patience)) &&
  clickSoon(till, 'close-confirm', patience);

/** Resolves to whether the reconciliation of today could be started. */
export const reconcileDay = async (till: Page): Promise<boolean> =>
  (await click(till, named('rail-day'))) && clickSoon(till, 'reconcile', PATIENCE_MS);

/** Each resolves to whether the screen allowed it. */
const ACTIONS: Readonly<Record<CashierAction, (till: Page, order: Order) => Promise<boolean>>> = {
  charge,
  cancel: (till) => clickAtSale(till, 'cancel'),
  leave: (till) => clickAtSale(till, 'new-sale'),
  refund,
  reconcile: reconcileDay,
  close: (till) => closeDay(till),
};

/** Does the first wish that the screen allows, and resolves to it. */
export const cashierActs = async (
  till: Page,
  wishes: readonly CashierAction[],
  order: Order,
): Promise<CashierAction | undefined> => {
  for (const action of wishes) if (await ACTIONS[action](till, order)) return action;
  return undefined;
};

/** Resolves when the till shows the result of a charge, or after a second. */
export const chargeAnswered = (till: Page): Promise<boolean> =>
  shows(till, `${named('payment-state')}:not([data-state="idle"], [data-state="sending"])`, GLANCE_MS);

/** The same for a refund: none of its payment is pending any more. */
export const refundAnswered = (till: Page): Promise<boolean> => {
  const answered = `${named('story')}:not(:has(${named('refund-form')}, ${named('refund-state')}[data-state="requested"]))`;
  return shows(till, answered, GLANCE_MS);
};
