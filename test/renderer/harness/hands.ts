import type { CallName, PaymentView } from '#contract';
import { evenly } from '../timings/read-timings.ts';
import { historyPage, paymentRow } from './history-views.ts';
import type { TillWindow } from './till-window.ts';
import type { TimedKeyboard } from './timed-keys.ts';
import { openTimedKeyboard } from './timed-keys.ts';
import { payment } from './views.ts';

/** A cashier's hands; one may hold a scanner. */
export interface Hands extends TimedKeyboard {
  /** At the pace of the fastest scanners. */
  readonly scan: (code: string, ...end: readonly string[]) => Promise<void>;
  readonly type: (keys: string) => Promise<void>;
  readonly tap: (key: string) => Promise<void>;
}

export const openHands = async ({ page }: TillWindow): Promise<Hands> => {
  const keyboard = await openTimedKeyboard(page);
  return {
    ...keyboard,
    scan: (code, ...end) => keyboard.press(evenly([...Array.from(code), ...end], 2, 1)),
    type: (keys) => keyboard.press(evenly(Array.from(keys), 100, 60)),
    tap: (key) => keyboard.press(evenly([key], 0, 60)),
  };
};

/** One after the other, each as soon as the one before has arrived. */
export const pressEach = async ({ page }: TillWindow, keys: readonly string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};

export const sold = payment({ reference: 'T1-20261101-000007-C0FFEE42', state: 'paid' });

/** Main has these payments, and all details of the sold one. */
export const mainHas = async (shown: TillWindow, payments: readonly PaymentView[]): Promise<void> => {
  const about = {
    'history.page': historyPage(payments.map(paymentRow)),
    'payments.story': { payment: sold, cashier: null, walletNumber: null, lines: [] },
    'refunds.ofPayment': [],
    'receipts.read': { reference: sold.reference, state: 'none', copies: 0, problem: null },
  } as const;
  for (const [name, value] of Object.entries(about)) await shown.reply(name as CallName, { ok: true, value });
};

/** The second click of a double click, on what stands there by then. */
export const clickAgain = async ({ page }: TillWindow, x: number, y: number): Promise<void> => {
  await page.mouse.move(x, y);
  await page.mouse.down({ clickCount: 2 });
  await page.mouse.up({ clickCount: 2 });
};

/** Two quick taps either side of the edge between two keys, the second a little to the right of the first. */
export const tapAcross = async ({ page }: TillWindow, left: string, apart: number): Promise<void> => {
  const key = await page.getByTestId(left).boundingBox();
  if (!key) throw new Error(`${left} is not shown`);
  const touch = await page.context().newCDPSession(page);
  for (const beyond of [-apart / 3, (2 * apart) / 3]) {
    const point = { x: key.x + key.width + beyond, y: key.y + key.height / 2 };
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] });
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  }
  await touch.detach();
};
