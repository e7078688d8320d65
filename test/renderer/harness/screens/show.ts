/** How to bring up a screen of the till's window. */
import type { TillWindow } from '../till-window.ts';
import { settings } from '../views.ts';

export type Show = (shown: TillWindow) => Promise<void>;

export const ok = (value: unknown) => ({ ok: true, value });
export const refused = (code: string, details = {}) => ({ ok: false, problem: { code, details } });
export const see = async (shown: TillWindow, testid: string): Promise<void> =>
  shown.page.getByTestId(testid).first().waitFor();
export const press = async (shown: TillWindow, testid: string, seen: string): Promise<void> => {
  await shown.page.getByTestId(testid).first().click();
  await see(shown, seen);
};

export const openSettings = async (shown: TillWindow): Promise<void> => {
  await shown.open();
  await shown.reply('settings.read', ok(settings()));
  await press(shown, 'rail-settings', 'field-storeName');
};
