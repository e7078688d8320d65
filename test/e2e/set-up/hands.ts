/** An owner's hands, using only the keyboard or only the touchscreen. */
import type { Page } from 'playwright-core';
import { typeByHand } from '../../support/cashier.ts';

export interface Hands {
  readonly name: string;
  /** Presses a button, or ticks a box. */
  press(testid: string): Promise<void>;
  type(testid: string, text: string): Promise<void>;
  /** Picks one of the few options shown side by side. */
  pick(testid: string, value: string): Promise<void>;
  /** Chooses from a long list. */
  choose(testid: string, value: string, typed: string): Promise<void>;
  amount(digits: string): Promise<void>;
  pin(digits: string): Promise<void>;
}

/** A touchscreen brings up the system's own keyboard; what it sends arrives as text. */
export const touch = (till: Page): Hands => {
  const press = (testid: string): Promise<void> => till.getByTestId(testid).click();
  return {
    name: 'touch alone',
    press,
    type: async (testid, text) => {
      const field = till.getByTestId(testid);
      await field.click();
      await field.selectText();
      await till.keyboard.insertText(text);
    },
    pick: (testid, value) => press(`${testid}-${value}`),
    choose: async (testid, value) => {
      await press(testid);
      await press(`${testid}-${value}`);
    },
    amount: async (digits) => {
      for (const digit of digits) await press(`key-${digit}`);
    },
    pin: async (digits) => {
      for (const digit of digits) await press(`pin-${digit}`);
      await press('pin-enter');
    },
  };
};

const MAX_TABS = 60;

export const keyboard = (till: Page): Hands => {
  /** Presses Tab as often as needed. */
  const reach = async (testid: string): Promise<void> => {
    await till.getByTestId(testid).first().waitFor();
    for (let tabs = 0; tabs < MAX_TABS; tabs += 1) {
      const isThere = await till.evaluate(
        (wanted) => document.activeElement?.closest(`[data-testid="${wanted}"]`) !== null,
        testid,
      );
      if (isThere) return;
      await till.keyboard.press('Tab');
    }
    throw new Error(`${testid} cannot be reached by Tab`);
  };
  const press = async (testid: string): Promise<void> => {
    await reach(testid);
    // A person looks around on a new page; an Enter right after the last one is taken for a double press.
    for (const key of ['Tab', 'Shift+Tab']) await till.keyboard.press(key);
    // A new step takes the focus once it is drawn.
    await reach(testid);
    const isTick = await till
      .getByTestId(testid)
      .first()
      .evaluate((element) => element.matches('[type="checkbox"]'));
    await till.keyboard.press(isTick ? 'Space' : 'Enter');
  };
  return {
    name: 'the keyboard alone',
    press,
    type: async (testid, text) => {
      await reach(testid);
      await till.keyboard.press('ControlOrMeta+A');
      await typeByHand(till, text);
    },
    pick: async (testid, value) => {
      await reach(testid);
      const isPicked = () => till.getByTestId(`${testid}-${value}`).isChecked();
      for (let steps = 0; !(await isPicked()) && steps < MAX_TABS; steps += 1)
        await till.keyboard.press('ArrowRight');
    },
    choose: async (testid, _value, typed) => {
      await press(testid);
      await typeByHand(till, typed);
      await till.keyboard.press('Enter');
    },
    amount: (digits) => typeByHand(till, digits),
    pin: async (digits) => {
      await till.keyboard.type(digits);
      await till.keyboard.press('Enter');
    },
  };
};
