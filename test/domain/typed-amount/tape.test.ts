import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_HUNDREDTHS, toDecimal } from '#domain/money.ts';
import type { KeyedAmount } from '#domain/typed-amount/keyed-amount.ts';
import { keyedAmount } from '#domain/typed-amount/keyed-amount.ts';
import type { Tape } from '#domain/typed-amount/tape.ts';
import {
  EMPTY_TAPE,
  keyedOn,
  tapeAmount,
  tapeErased,
  tapeTakenBack,
  withTapeAmount,
  withTapeKey,
} from '#domain/typed-amount/tape.ts';

/** Keys that do not fit change nothing. */
const after = (keys: readonly string[], from: Tape = EMPTY_TAPE): Tape =>
  keys.reduce((tape, key) => {
    const next = withTapeKey(tape, key, 'CNY');
    return typeof next === 'string' ? tape : next;
  }, from);
const typed = (keys: string): Tape => after(Array.from(keys));
const sum = (keys: string): number => tapeAmount(typed(keys), 'CNY');

const DIGITS = Array.from('0123456789');
const amount = fc.integer({ min: 1, max: 9_999_999 });
const anyKeys = fc.array(fc.constantFrom(...DIGITS, '00', '.', '+', '−', '×'), { maxLength: 25 });

describe('a running sum on the keypad', () => {
  test('takes a pasted amount in place of the one being typed, if the sum still fits', () => {
    const [pasted, most] = [
      { digits: '5500', decimals: null },
      { digits: '999999999999', decimals: null },
    ];
    const sumWith = (keys: string, keyed: KeyedAmount): number | string => {
      const tape = withTapeAmount(typed(keys), keyed, 'CNY');
      return typeof tape === 'string' ? tape : tapeAmount(tape, 'CNY');
    };
    expect(sumWith('3650×2+', pasted)).toBe(12_800);
    expect(sumWith('3650×2+7', pasted)).toBe(12_800);
    expect(sumWith('1000−7', pasted)).toBe(-4_500);
    expect(sumWith('3650+', most)).toBe('amount-too-long');
  });

  test.each([
    ['1250', 1250],
    ['3650×2+5500', 12800],
    ['3650×2+5500+', 12800],
    ['3650×', 3650],
    ['3650×2', 7300],
    ['1000−250', 750],
    ['250−1000', -750],
    ['12.5+7.5', 2000],
    ['+1250', 1250],
    ['×1250', 1250],
    ['1000+−250', 750],
    ['1000−+250', 1250],
    ['1000××3', 3000],
    ['1000×+500', 1500],
  ])('%s comes to %s hundredths', (keys, total) => {
    expect(sum(keys)).toBe(total);
  });

  test.each([
    ['1000×1', '.', 'times-not-whole'],
    ['1000×999', '9', 'times-too-long'],
    ['999999999999+99999999999', '9', 'amount-too-long'],
    ['99999999999×99', '9', 'amount-too-long'],
    ['12.50', '5', 'amount-too-precise'],
    ['1.5+1.5', '.', 'amount-two-separators'],
    ['', '−', 'amount-malformed'],
    ['1.5+', '٣', 'amount-malformed'],
  ])('after %s the key %s is refused: %s', (keys, key, why) => {
    expect(withTapeKey(typed(keys), key, 'CNY')).toBe(why);
  });

  test('without an operator it is the amount of the keypad', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...DIGITS, '00', '.'), { maxLength: 20 }), (keys) => {
        const tape = after(keys);
        expect(tape).toHaveLength(1);
        expect(tapeAmount(tape, 'CNY')).toBe(keyedAmount(keyedOn(tape), 'CNY'));
      }),
    );
  });

  test('any amounts added and taken off come to exactly what arithmetic says', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('+', '−'), amount, fc.integer({ min: 1, max: 999 })), {
          minLength: 1,
          maxLength: 12,
        }),
        (lines) => {
          const keys = lines.map(([sign, each, times]) => `${sign}${each}×${times}`).join('');
          const [first, ...rest] = lines;
          const signed = rest.reduce(
            (total, [sign, each, times]) => total + (sign === '+' ? 1 : -1) * each * times,
            // An operator before anything is typed means nothing.
            (first?.[1] ?? 0) * (first?.[2] ?? 0),
          );
          expect(sum(keys)).toBe(signed);
        },
      ),
    );
  });

  test('it is always a whole number of hundredths that the gateway can take', () => {
    fc.assert(
      fc.property(anyKeys, (keys) => {
        const total = tapeAmount(after(keys), 'CNY');
        expect(Number.isSafeInteger(total)).toBe(true);
        expect(Math.abs(total)).toBeLessThanOrEqual(MAX_HUNDREDTHS);
      }),
    );
  });

  test('erasing often enough leaves nothing, and never more than before', () => {
    fc.assert(
      fc.property(anyKeys, (keys) => {
        let tape = after(keys);
        for (let pressed = 0; pressed < 80; pressed += 1) tape = tapeErased(tape);
        expect(tape).toEqual(EMPTY_TAPE);
      }),
    );
  });

  test('erasing an operator leads back to the line before it', () => {
    expect(tapeErased(typed('1250+'))).toEqual(typed('1250'));
    expect(tapeErased(typed('1250×'))).toEqual(typed('1250'));
    expect(tapeErased(typed('1250×12'))).toEqual(typed('1250×1'));
  });

  test('removing the last line removes the amount being typed or, before one is typed, the previous line', () => {
    const after = (keys: string): string => toDecimal(tapeAmount(tapeTakenBack(typed(keys)), 'CNY'), 'CNY');
    expect(after('1000+500')).toBe('10.00');
    expect(after('1000+500+')).toBe('10.00');
    expect(after('1000+')).toBe('0.00');
    expect(tapeTakenBack(EMPTY_TAPE)).toEqual(EMPTY_TAPE);
  });
});
