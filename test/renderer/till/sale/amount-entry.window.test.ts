import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { typeByHand } from '../../../support/cashier.ts';
import { openTimedKeyboard } from '../../harness/timed-keys.ts';
import type { TillWindow } from '../../harness/till-window.ts';
import { openTillWindow } from '../../harness/till-window.ts';
import { till } from '../../harness/views.ts';
import { evenly } from '../../timings/read-timings.ts';

let shown: TillWindow;
beforeAll(async () => {
  shown = await openTillWindow();
});
afterAll(async () => shown.close());

test('on the smallest screen the order reference and the note say what they are while the other one is typed', async () => {
  await shown.size(1024, 600);
  await shown.open();
  for (const [typed, other] of [
    ['order-reference', 'sale-note'],
    ['sale-note', 'order-reference'],
  ] as const) {
    await shown.page.getByTestId(typed).focus();
    const { width = 0 } = (await shown.page.getByTestId(other).boundingBox()) ?? {};
    // Wide enough for “Note”.
    expect(width).toBeGreaterThan(50);
    const { width: room = 0 } = (await shown.page.getByTestId(typed).boundingBox()) ?? {};
    expect(room).toBeGreaterThan(width * 1.5);
  }
  await shown.size(1280, 800);
});
beforeEach(async () => shown.open());

const at = (testid: string) => shown.page.getByTestId(testid);
const amount = async (): Promise<string | null> => at('amount').textContent();
const untyped = async (): Promise<string> =>
  (await at('amount').locator('.untyped').allTextContents()).join('');

describe('an amount typed with a decimal point', () => {
  test.each(['12.5', '12,5'])('%s is 12.50, with what is not typed yet in grey', async (keys) => {
    await typeByHand(shown.page, keys);
    expect(await amount()).toBe('12.50');
    expect(await untyped()).toBe('0');
    await shown.page.keyboard.press('Backspace');
    expect(await untyped()).toBe('00');
    await shown.page.keyboard.press('Backspace');
    expect(await amount()).toBe('0.12');
    expect(await untyped()).toBe('');
  });

  test('of a currency without a short sign leaves room for the key that clears it', async () => {
    await shown.size(1280, 800);
    await shown.open({ till: till({ currency: 'KWD' }) });
    await typeByHand(shown.page, '1234.5');
    const left = await at('amount').evaluate(
      (element) => element.previousElementSibling?.getBoundingClientRect().left ?? 0,
    );
    const key = await at('key-clear').boundingBox();
    expect(left).toBeGreaterThan((key?.x ?? 0) + (key?.width ?? 0));
  });

  test('the point of the numpad is one as well', async () => {
    for (const key of ['Numpad7', 'NumpadDecimal', 'Numpad5']) await shown.page.keyboard.press(key);
    expect(await amount()).toBe('7.50');
  });

  test('typed in one go without Enter stays, as no code looks like it', async () => {
    const keyboard = await openTimedKeyboard(shown.page);
    await keyboard.press(evenly(Array.from('12.50'), 2, 1));
    await keyboard.press(evenly(['1'], 0, 60));
    expect(await at('problem').textContent()).toContain('Too many decimals');
    expect(await amount()).toBe('12.50');
  });

  test('a digit or point too many is refused in plain words, and the next key clears them', async () => {
    await typeByHand(shown.page, '12.505');
    expect(await at('problem').textContent()).toMatch(/Too many decimals for CNY.*Nothing was charged/s);
    await shown.page.keyboard.press('.');
    expect(await at('problem').textContent()).toContain('One decimal point is enough');
    await shown.page.keyboard.press('Backspace');
    expect(await at('problem').count()).toBe(0);
    expect(await amount()).toBe('12.50');
  });
});
