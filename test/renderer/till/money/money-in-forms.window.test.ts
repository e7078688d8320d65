/** Money fields where they are used: for a refund and in settings. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { typeByHand } from '../../../support/cashier.ts';
import { openHands, pressEach, sold } from '../../harness/hands.ts';
import { openStoryIn } from '../../harness/screens/story.ts';
import type { TillWindow } from '../../harness/till-window.ts';
import { openTillWindow } from '../../harness/till-window.ts';
import { openSettingsIn } from '../settings/open-settings.ts';

let shown: TillWindow;
beforeAll(async () => {
  shown = await openTillWindow();
});
afterAll(async () => shown.close());

const at = (testid: string) => shown.page.getByTestId(testid);
const press = (...keys: readonly string[]): Promise<void> => pressEach(shown, keys);
const type = (keys: string): Promise<void> => typeByHand(shown.page, keys);

describe('the amount of a refund', () => {
  beforeEach(async () => {
    await openStoryIn(shown, sold);
    await at('refund').click();
    await at('refund-amount').waitFor();
  });

  test('is all that is left, until the first digit replaces it', async () => {
    expect(await at('refund-amount').inputValue()).toBe('12.50');
    await type('5');
    expect(await at('refund-amount').inputValue()).toBe('0.05');
    expect(await at('refund-confirm').innerText()).toContain('0.05');
    await type('00');
    await press('Enter');
    await expect.poll(() => shown.calls('refunds.start')).toMatchObject([{ amount: 500 }]);
  });

  test('loses its last digit to Backspace like any other', async () => {
    await press('End', 'Backspace');
    expect(await at('refund-amount').inputValue()).toBe('1.25');
  });
});

describe('in settings', () => {
  beforeEach(async () => {
    await openSettingsIn(shown);
  });

  test('each line of the quick amounts is a money field', async () => {
    const field = at('field-quickAmounts');
    await field.fill('5\n10');
    expect(await field.inputValue()).toBe('5.00\n10.00');
    expect(await at('field-quickAmounts-count').innerText()).toBe('¥5.00, ¥10.00');
    await press('Control+End', 'Enter');
    await type('1250');
    expect(await field.inputValue()).toBe('5.00\n10.00\n12.50');
    await press('ArrowUp', 'End', 'Backspace');
    expect(await field.inputValue()).toBe('5.00\n1.00\n12.50');
    await press('Home', 'Backspace');
    expect(await field.inputValue()).toBe('5.001.00\n12.50');
    await field.fill('');
    await type('12.505');
    expect(await field.inputValue()).toBe('12.50');
    expect(await at('field-quickAmounts-error').innerText()).toBe('Too many decimals for CNY.');
  });

  test('a line that was left unfinished goes on where it was', async () => {
    const field = at('field-quickAmounts');
    await field.fill('');
    await type('12.5');
    await press('Enter');
    await type('2000');
    await press('ArrowUp', 'End', 'Backspace');
    expect(await field.inputValue()).toBe('12.\n20.00');
    await press('ArrowDown', 'End', 'Backspace', 'ArrowUp', 'End', '7');
    expect(await field.inputValue()).toBe('12.7\n2.00');
  });

  test('what is scanned there leaves the quick amounts as they were', async () => {
    const field = at('field-quickAmounts');
    await field.fill('5\n10');
    await (await openHands(shown)).scan('4006381333931', 'Enter');
    await expect.poll(() => field.inputValue()).toBe('5.00\n10.00');
  });

  test('so is the largest single charge', async () => {
    await at('field-ceiling').focus();
    await press('Control+a');
    await type('5000000');
    expect(await at('field-ceiling').inputValue()).toBe('50000.00');
  });
});
