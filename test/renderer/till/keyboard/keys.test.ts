import { describe, expect, test } from 'vitest';
import type { KeyPress } from '../../../../src-renderer/till/keyboard/keys.ts';
import { meaningOf } from '../../../../src-renderer/till/keyboard/keys.ts';

const press = (key: string, given: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  repeat: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  ...given,
});

describe('what a key means', () => {
  test.each('0123456789'.split(''))('%s is typed from the row of digits and from the numpad', (digit) => {
    expect(meaningOf(press(digit, { code: `Digit${digit}` }))).toEqual({ do: 'digits', digits: digit });
    expect(meaningOf(press(digit, { code: `Numpad${digit}` }))).toEqual({ do: 'digits', digits: digit });
  });

  test('full-width characters of an input method count as what they stand for', () => {
    expect(meaningOf(press('１'))).toEqual({ do: 'digits', digits: '1' });
    expect(meaningOf(press('＋'))).toEqual({ do: 'operator', operator: '+' });
    expect(meaningOf(press('－'))).toEqual({ do: 'operator', operator: '−' });
    expect(meaningOf(press('＊'))).toEqual({ do: 'operator', operator: '×' });
  });

  test.each(['٣', '۳', '३'])('%s is a digit too, though one that the sale refuses aloud', (digit) => {
    expect(meaningOf(press(digit))).toEqual({ do: 'digits', digits: digit });
  });

  test('the numpad types digits with NumLock off as well', () => {
    expect(meaningOf(press('End', { code: 'Numpad1' }))).toEqual({ do: 'digits', digits: '1' });
  });

  test('a point or a comma separates the decimals, on any keyboard and with NumLock on or off', () => {
    for (const key of ['.', ',', '。', '，', '．'])
      expect(meaningOf(press(key))).toEqual({ do: 'separator' });
    for (const key of ['.', ',', 'Delete'])
      expect(meaningOf(press(key, { code: 'NumpadDecimal' }))).toEqual({ do: 'separator' });
  });

  test('a held Enter counts once, a held digit too; Backspace may be held', () => {
    expect(meaningOf(press('Enter', { repeat: true }))).toBeUndefined();
    expect(meaningOf(press('5', { repeat: true }))).toBeUndefined();
    expect(meaningOf(press('Backspace', { repeat: true }))).toEqual({ do: 'erase' });
  });

  test('c and Delete clear, Escape escapes, letters mean nothing', () => {
    expect(meaningOf(press('c'))).toEqual({ do: 'clear' });
    expect(meaningOf(press('Delete'))).toEqual({ do: 'clear' });
    expect(meaningOf(press('Escape'))).toEqual({ do: 'escape' });
    expect(meaningOf(press('x'))).toBeUndefined();
  });

  test('system shortcuts are ignored', () => {
    expect(meaningOf(press('c', { ctrlKey: true }))).toBeUndefined();
    expect(meaningOf(press('1', { altKey: true }))).toBeUndefined();
    expect(meaningOf(press('Enter', { metaKey: true }))).toBeUndefined();
  });
});
