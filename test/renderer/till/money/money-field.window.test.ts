import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CDPSession } from 'playwright-core';
import { typeByHand } from '../../../support/cashier.ts';
import { axeViolations } from '../../harness/axe.ts';
import { day } from '../../harness/day-views.ts';
import { pressEach } from '../../harness/hands.ts';
import type { TillWindow } from '../../harness/till-window.ts';
import { openTillWindow } from '../../harness/till-window.ts';
import { appearance, till } from '../../harness/views.ts';

let shown: TillWindow;
let session: CDPSession;
beforeAll(async () => {
  shown = await openTillWindow();
  session = await shown.page.context().newCDPSession(shown.page);
});
afterAll(async () => shown.close());

const at = (testid: string) => shown.page.getByTestId(testid);
const press = (...keys: readonly string[]): Promise<void> => pressEach(shown, keys);
const type = (keys: string): Promise<void> => typeByHand(shown.page, keys);
/** As an input method types: first what it would be, then what it is. */
const compose = async (text: string): Promise<void> => {
  for (let length = 1; length <= text.length; length += 1) {
    const part = text.slice(0, length);
    await session.send('Input.imeSetComposition', {
      text: part,
      selectionStart: length,
      selectionEnd: length,
    });
  }
  await session.send('Input.insertText', { text });
};
const paste = async (text: string): Promise<void> => {
  const field = await shown.page.evaluateHandle(() => document.activeElement);
  const source = await shown.page.evaluateHandle((copied) => {
    const element = document.body.appendChild(document.createElement('textarea'));
    element.value = copied;
    element.select();
    return element;
  }, text);
  await press('Control+c');
  await source.evaluate((element) => element.remove());
  await field.asElement()?.focus();
  await press('Control+v');
};

describe('what a cashier counts', () => {
  const field = () => at('shift-declared');
  const value = (): Promise<string> => field().inputValue();
  const error = (): Promise<string> => at('shift-declared-error').innerText();
  const openDay = async (view: Parameters<TillWindow['open']>[0] = {}): Promise<void> => {
    await shown.open(view);
    await shown.reply('day.read', { ok: true, value: day() });
    await at('rail-day').click();
    await field().click();
  };
  const speak = async (language: 'de' | 'en'): Promise<void> => {
    await shown.push('appearance.changed', { ...appearance({ language }), language });
    await expect.poll(() => shown.page.locator('html').getAttribute('lang')).toBe(language);
    await field().focus();
  };
  /** As a scan does when it is undone. */
  const fillUntyped = (text: string): Promise<void> =>
    field().evaluate((input: HTMLInputElement, value) => {
      input.value = value;
      input.dispatchEvent(new Event('input', { bubbles: true }));
    }, text);
  beforeEach(async () => openDay());

  test.each([
    ['5', '0.05', '¥0.05'],
    ['500', '5.00', '¥5.00'],
    ['0', '0.00', '¥0.00'],
    ['12.5', '12.5', '¥12.50'],
    ['12,5', '12.5', '¥12.50'],
    ['１２５０', '12.50', '¥12.50'],
  ])('typed as %s is %s, as on the keypad', async (keys, text, understood) => {
    await type(keys);
    expect(await value()).toBe(text);
    expect(await at('shift-declared-count').innerText()).toBe(understood);
  });

  test('has no decimals in yen', async () => {
    await openDay({ till: till({ currency: 'JPY' }) });
    await type('500');
    expect(await value()).toBe('500');
    await type('.5');
    expect([await value(), await error()]).toEqual(['500.', 'Too many decimals for JPY.']);
  });

  test('is written with a comma where people do', async () => {
    await speak('de');
    await type('1250');
    expect(await value()).toBe('12,50');
  });

  test('says which key was refused, out loud, until the next one counts', async () => {
    await type('12.505');
    expect([await value(), await error()]).toEqual(['12.50', 'Too many decimals for CNY.']);
    expect(await at('shift-declared-error').getAttribute('role')).toBe('alert');
    expect(await axeViolations(shown.page)).toEqual([]);
    await type('.');
    expect(await error()).toContain('One decimal point is enough');
    await press('Backspace');
    expect(await value()).toBe('12.5');
    expect(await at('shift-declared-error').count()).toBe(0);
    await type('-');
    expect([await value(), await error()]).toEqual([
      '12.5',
      'Type one amount in digits, for example 120.50.',
    ]);
  });

  test('can be changed in the middle, cut, undone and done again', async () => {
    await type('1250');
    await press('ArrowLeft', 'ArrowLeft', '9');
    expect(await value()).toBe('129.50');
    await press('Backspace', 'Backspace');
    expect(await value()).toBe('1.50');
    await press('Control+z');
    expect(await value()).toBe('12.50');
    await press('Control+z', 'Control+z');
    expect(await value()).toBe('12.50');
    await press('Control+y');
    expect(await value()).toBe('129.50');
    await press('Control+a', 'Control+x');
    expect(await value()).toBe('');
    await press('Control+v');
    expect(await value()).toBe('129.50');
    await press('Control+a', '7');
    expect(await value()).toBe('0.07');
  });

  test.each([
    ['88', '88.00', '880.01'],
    ['¥ 88', '88.00', '880.01'],
    ['1.234,50', '1234.50', '12345.01'],
  ])('pasted as %s is %s, whatever was there', async (copied, text, then) => {
    await type('7');
    await paste(copied);
    expect(await value()).toBe(text);
    await type('1');
    expect(await value()).toBe(then);
  });

  test('and is not taken from a text that is no amount, which stays until it is one', async () => {
    await shown.reply('shift.close', { ok: true, value: {} });
    await paste('12.505 or so');
    expect([await value(), await error()]).toEqual([
      '12.505 or so',
      'Type one amount in digits, for example 120.50.',
    ]);
    expect(await at('shift-declared-error').getAttribute('role')).toBe('alert');
    await at('shift-close').click();
    expect(await shown.calls('shift.close')).toEqual([]);
    for (let left = '5 or so'.length; left > 0; left -= 1) await press('Backspace');
    expect(await value()).toBe('12.50');
    expect(await at('shift-declared-error').count()).toBe(0);
  });

  test('with an input method counts as typed, and nobody reads what is still being composed', async () => {
    await type('1');
    await session.send('Input.imeSetComposition', { text: '２', selectionStart: 1, selectionEnd: 1 });
    expect(await at('shift-declared-count').innerText()).toBe('¥0.01');
    await compose('２５０');
    expect(await value()).toBe('12.50');
    await press('Control+a');
    await compose('１２．５');
    expect(await value()).toBe('12.5');
  });

  test('may be dictated, which composes it without a key', async () => {
    await compose('50');
    expect(await value()).toBe('50.00');
    await press('Control+a');
    await session.send('Input.imeSetComposition', { text: '7', selectionStart: 1, selectionEnd: 1 });
    await session.send('Input.imeSetComposition', { text: '', selectionStart: 0, selectionEnd: 0 });
    await shown.page.keyboard.insertText('8');
    expect(await value()).toBe('8.00');
  });

  test('is not joined from two lines, in the field or by whoever fills it in', async () => {
    await type('700');
    for (const lines of ['1\n2', '1\r\n234']) {
      await paste(lines);
      expect([await value(), await error()]).toEqual([
        '7.00',
        'Type one amount in digits, for example 120.50.',
      ]);
    }
    await type('5');
    expect([await value(), await at('shift-declared-error').count()]).toEqual(['70.05', 0]);
    await paste('12.50\n');
    expect(await value()).toBe('12.50');
  });

  test('filled in is whole, although a key was pressed here that was released elsewhere', async () => {
    await shown.page.keyboard.down('Shift');
    await field().evaluate((input) => input.blur());
    await shown.page.keyboard.up('Shift');
    await field().fill('5');
    expect(await value()).toBe('5.00');
    await shown.page.keyboard.down('Shift');
    await shown.page.keyboard.insertText('25');
    await shown.page.keyboard.up('Shift');
    expect(await value()).toBe('25.00');
  });

  test('comes from the numpad without NumLock, too', async () => {
    const key = (code: string, does: string): Promise<unknown> =>
      session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', code, key: does });
    await key('Numpad1', 'End');
    await key('NumpadDecimal', 'Delete');
    await key('Numpad5', 'Clear');
    expect(await value()).toBe('1.5');
    // An input method that gets the key types the digit by itself.
    await key('Numpad7', 'Process');
    expect(await value()).toBe('1.5');
  });

  test('may be dictated or filled in as a whole: five is five, and not the key 5', async () => {
    for (const [filled, text] of [
      ['5', '5.00'],
      ['500', '500.00'],
      ['8.00', '8.00'],
      ['8,5', '8.50'],
      ['nonsense', 'nonsense'],
    ] as const) {
      await field().fill(filled);
      expect([filled, await value()]).toEqual([filled, text]);
    }
    await fillUntyped('7.50');
    expect(await at('shift-declared-count').innerText()).toBe('¥7.50');
    await press('End', '1');
    expect(await value()).toBe('75.01');
  });

  test.each([
    ['12.', '5', '12.5', '¥12.50'],
    ['8', '0', '80.00', '¥80.00'],
  ])('goes on from %s, which came in another way, as it was read', async (given, key, text, understood) => {
    await fillUntyped(given);
    await press('End', key);
    expect([await value(), await at('shift-declared-count').innerText()]).toEqual([text, understood]);
  });

  test('goes on in another language', async () => {
    await speak('de');
    await type('12,5');
    await speak('en');
    await press('End', 'Backspace');
    expect(await value()).toBe('12.');
    await type('7');
    expect(await value()).toBe('12.7');
  });
});
