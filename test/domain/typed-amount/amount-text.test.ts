import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AmountStyle, EditedAmount, Erasing, SelectedAmount } from '#domain/typed-amount/amount-text.ts';
import { erasedIn, fieldOf, wholeText, withKeyIn } from '#domain/typed-amount/amount-text.ts';
import { keyedAmount, NOTHING_KEYED, withKey } from '#domain/typed-amount/keyed-amount.ts';
import { readAmount } from '#domain/typed-amount/read-amount.ts';

const YUAN: AmountStyle = { currency: 'CNY', decimalSign: '.' };
const BLANK: EditedAmount = { text: '', keyed: NOTHING_KEYED, cursor: 0 };

/** A field that shows `text`, with the cursor or a selection at '|'. */
const field = (shown: string, style = YUAN): SelectedAmount => {
  const [before = '', selected = '', after] = shown.split('|');
  const text = after === undefined ? before + selected : before + selected + after;
  const end = after === undefined ? before.length : before.length + selected.length;
  const found = fieldOf({ text, start: before.length, end }, null, style);
  if (!found) throw new Error(`${text} is not an amount`);
  return found;
};
const shownAs = (edited: EditedAmount | string): string =>
  typeof edited === 'string'
    ? edited
    : `${edited.text.slice(0, edited.cursor)}|${edited.text.slice(edited.cursor)}`;

const type = (keys: string, style = YUAN, from: EditedAmount = BLANK): EditedAmount | string => {
  let typed = from;
  for (const key of keys) {
    const next = withKeyIn({ ...typed, start: typed.cursor, end: typed.cursor }, key, style);
    if (typeof next === 'string') return next;
    typed = next;
  }
  return typed;
};

describe('keys in a money field do what they do on the keypad', () => {
  test.each([
    ['5', '0.05|'],
    ['500', '5.00|'],
    ['0', '0.00|'],
    ['007', '0.07|'],
    ['12.', '12.|'],
    ['12.5', '12.5|'],
    ['.5', '0.5|'],
    ['12.505', 'amount-too-precise'],
    ['1.2.', 'amount-two-separators'],
    ['1-', 'amount-malformed'],
    ['9999999999999', 'amount-too-long'],
  ])('%s shows %s', (keys, shown) => {
    expect(shownAs(type(keys))).toBe(shown);
  });

  test.each([
    ['JPY', '5', '5|'],
    ['JPY', '500.0', '500.0|'],
    ['JPY', '5.5', 'amount-too-precise'],
    ['KWD', '1250', '12.50|'],
    ['KWD', '1.255', 'amount-too-precise'],
  ])('in %s %s shows %s', (currency, keys, shown) => {
    expect(shownAs(type(keys, { currency, decimalSign: '.' }))).toBe(shown);
  });

  test('a language with a comma writes one, for whichever key was pressed', () => {
    const german = { currency: 'EUR', decimalSign: ',' };
    expect(shownAs(type('1250', german))).toBe('12,50|');
    expect(shownAs(type('12.5', german))).toBe('12,5|');
  });

  test('the field means what the keypad would show after the same keys', () => {
    const anyKey = fc.constantFrom(...Array.from('0123456789.-'), '00');
    fc.assert(
      fc.property(
        fc.array(anyKey, { maxLength: 16 }),
        fc.constantFrom('CNY', 'JPY', 'KWD'),
        (keys, currency) => {
          const style = { currency, decimalSign: ',' };
          let [keyed, typed] = [NOTHING_KEYED, BLANK];
          for (const key of keys) {
            const next = withKey(keyed, key, currency);
            const shown = withKeyIn({ ...typed, start: typed.cursor, end: typed.cursor }, key, style);
            if (typeof next === 'string') expect(shown).toBe(next);
            else if (typeof shown !== 'string') [keyed, typed] = [next, shown];
            expect(typed.keyed).toEqual(keyed);
          }
          const amount = keyedAmount(keyed, currency);
          if (typed.text !== '') expect(readAmount(typed.text, currency)).toEqual({ ok: true, amount });
        },
      ),
    );
  });
});

describe('a key in the middle', () => {
  test.each([
    ['|12.50|', '5', '0.05|'],
    ['|12.50', '9', '9|12.50'],
    ['1|2.50', '9', '19|2.50'],
    ['12.|50', '9', '129.|50'],
    ['1|2.5|0', '9', '1.9|0'],
    ['12|.50', '.', '12.|50'],
    ['8.00|', '.', '800.|'],
  ])('in %s, %s shows %s', (shown, key, after) => {
    expect(shownAs(withKeyIn(field(shown), key, YUAN))).toBe(after);
  });

  test('after a separator it counts where it stands', () => {
    const typed = type('12.5');
    if (typeof typed === 'string') throw new Error(typed);
    expect(shownAs(withKeyIn({ ...typed, start: 2, end: 2 }, '9', YUAN))).toBe('129|.5');
    expect(shownAs(withKeyIn({ ...typed, start: 3, end: 3 }, '9', YUAN))).toBe('12.9|5');
    expect(shownAs(withKeyIn({ ...typed, start: 3, end: 3 }, '.', YUAN))).toBe('amount-two-separators');
  });
});

describe('a text that nobody has seen being typed', () => {
  test.each([
    ['12.|', '5', '12.5|'],
    ['12.5|', '0', '12.50|'],
    ['12.5|', '.', 'amount-two-separators'],
    ['0.|', '5', '0.5|'],
    ['12.50|', '5', '125.05|'],
    ['8|', '0', '80.00|'],
    ['5|000', '9', '59|000.00'],
    ['¥ |88|', '5', '0.05|'],
    ['1,234|', '5', '12340.05|'],
    ['000007|', '5', '70.05|'],
    ['00000|7', '5', '70.05|'],
  ])('in %s, %s shows %s', (shown, key, after) => {
    expect(shownAs(withKeyIn(field(shown), key, YUAN))).toBe(after);
  });

  test.each([
    ['12.5|', 'CNY', '12.|'],
    ['12.|', 'CNY', '0.12|'],
    ['5000|', 'CNY', '500.00|'],
    ['12.50|', 'CNY', '1.25|'],
    ['5000|', 'JPY', '500|'],
    ['500.0|', 'JPY', '500.|'],
    ['1.234|', 'JPY', '123|'],
  ])('Backspace in %s of %s leaves %s', (shown, currency, after) => {
    const style = { currency, decimalSign: '.' };
    expect(shownAs(erasedIn(field(shown, style), 'before', style))).toBe(after);
  });

  test('of another language is written as this one does', () => {
    expect(shownAs(withKeyIn(field('12,5|'), '0', YUAN))).toBe('12.50|');
    expect(shownAs(erasedIn(field('12,50|'), 'before', YUAN))).toBe('1.25|');
  });

  test('that is not an amount takes no key, unless it is all selected', () => {
    expect(fieldOf({ text: '12.505', start: 6, end: 6 }, null, YUAN)).toBeNull();
    expect(shownAs(withKeyIn(field('|12.505|'), '500', YUAN))).toBe('5.00|');
  });

  test('may mean what was keyed last, if that is written so and is as much', () => {
    const last = { digits: '12', decimals: '50' };
    const at = { start: 5, end: 5 };
    expect(fieldOf({ text: '12.50', ...at }, last, YUAN)?.keyed).toEqual(last);
    expect(fieldOf({ text: '12.51', ...at }, last, YUAN)?.keyed).toEqual({ digits: '1251', decimals: null });
  });

  test('means as much to the next key as it was read as', () => {
    const anyText = fc
      .array(fc.constantFrom(...Array.from('0123456789.,¥ ')), { minLength: 1, maxLength: 9 })
      .map((characters) => characters.join(''));
    fc.assert(
      fc.property(anyText, fc.constantFrom('CNY', 'JPY'), (text, currency) => {
        const read = readAmount(text, currency);
        const found = fieldOf({ text, start: 0, end: 0 }, null, { currency, decimalSign: ',' });
        expect(found !== null).toBe(read.ok || text.trim() === '');
        if (!read.ok || !found) return;
        expect(keyedAmount(found.keyed, currency)).toBe(read.amount);
        const same = withKeyIn(found, '', { currency, decimalSign: ',' });
        if (read.amount > 0) expect(same).toMatchObject({ text: found.text, keyed: found.keyed });
      }),
    );
  });
});

describe('erasing', () => {
  const erasing: readonly (readonly [string, Erasing, string])[] = [
    ['12.50|', 'before', '1.25|'],
    ['0.05|', 'before', '|'],
    ['0.00|', 'before', '|'],
    ['|', 'before', '|'],
    ['|12.50', 'before', '|12.50'],
    ['12.|50', 'before', '1.|50'],
    ['1|2.50', 'after', '1.|50'],
    ['12|.50', 'after', '1.2|0'],
    ['|12|.50', 'before', '0.|50'],
    ['12|.|50', 'before', '12.|50'],
    ['|12.50|', 'before', '|'],
    ['12.|50', 'all-before', '0.|50'],
    ['12.|50', 'all-after', '0.12|'],
  ];
  test.each(erasing)('in %s what is %s leaves %s', (shown, what, after) => {
    expect(shownAs(erasedIn(field(shown), what, YUAN))).toBe(after);
  });

  test('the separator last typed makes the digits shift in again', () => {
    const typed = type('12.');
    if (typeof typed === 'string') throw new Error(typed);
    const erased = erasedIn({ ...typed, start: 3, end: 3 }, 'before', YUAN);
    expect(shownAs(erased)).toBe('0.12|');
  });
});

describe('a text put in as a whole', () => {
  test.each([
    ['8.00', '8.00'],
    ['88', '88.00'],
    ['¥ 88', '88.00'],
    ['1.234,50', '1234.50'],
    ['１２．５', '12.50'],
    ['', ''],
    ['12.505', '12.505'],
    ['nonsense', 'nonsense'],
  ])('%s shows %s, as on the keypad', (text, shown) => {
    const whole = wholeText(text, YUAN);
    expect(whole.text).toBe(shown);
    expect(whole.keyed === null).toBe(!readAmount(text, 'CNY').ok && text !== '');
  });
});
