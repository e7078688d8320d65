import type { CustomerView, LookView } from '#contract';
import { usualAppearance } from '#domain/shop/appearance.ts';
import type { TillWindow } from '../harness/till-window.ts';
import { openTillWindow } from '../harness/till-window.ts';

/** The built customer window in a real Electron, with a main process that only does what the test says. */
export interface CustomerWindow extends Omit<TillWindow, 'open' | 'push'> {
  /** Reloads the window; main answers its question with this view, or leaves it unanswered. */
  open(view?: CustomerView): Promise<void>;
  push(view: CustomerView): Promise<void>;
  /** Someone at the till chooses how this window looks, and perhaps how it sounds. */
  look(view: Omit<LookView, 'sound'> & Partial<LookView>): Promise<void>;
  /** Physical pixels per CSS pixel, as on scaled displays; applies from the next `open`. */
  pixelRatio(ratio: number): Promise<void>;
}

export const openCustomerWindow = async (
  given?: Parameters<typeof openTillWindow>[0],
): Promise<CustomerWindow> => {
  const window = await openTillWindow(given);
  return {
    ...window,
    open: async (view) => {
      await window.reply('customer.snapshot', view ? { ok: true, value: view } : 'held');
      await window.page.goto('app://till/customer.html');
      await window.page.getByTestId('customer-state').waitFor({ state: 'attached' });
    },
    push: async (view) => {
      await window.push('customer.changed', view);
    },
    look: async (view) => {
      await window.push('customer.lookChanged', { sound: usualAppearance.sounds.customer, ...view });
    },
    pixelRatio: async (ratio) => {
      const [width, height] = await window.page.evaluate(() => [innerWidth, innerHeight] as const);
      const session = await window.page.context().newCDPSession(window.page);
      await session.send('Emulation.setDeviceMetricsOverride', {
        width,
        height,
        deviceScaleFactor: ratio,
        mobile: false,
      });
      await window.page.waitForFunction((wanted) => devicePixelRatio === wanted, ratio);
    },
  };
};
