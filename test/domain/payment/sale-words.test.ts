import { describe, expect, test } from 'vitest';
import { saleWordsProblem } from '#domain/payment/sale-words.ts';

describe('the words beside an amount', () => {
  test.each(['table 12', '收银台 3', '😀 ×2', "'; --", '١٢٣', 'שולחן 4'])(
    'are kept as typed: %s',
    (words) => {
      expect(saleWordsProblem({ orderReference: words, note: words })).toBeNull();
    },
  );

  test('may begin with a blank while they are typed', () => {
    expect(saleWordsProblem({ orderReference: ' ', note: ' ' })).toBeNull();
  });

  test.each([
    ['a line break', 'a\nb'],
    ['a tab', 'a\tb'],
    ['half of a character', 'a\ud800'],
    ['a separator of lines', 'a\u2028b'],
    ['what turns the text after it', '\u202Eabc'],
    ['what turns a part of it', '\u2067abc\u2069'],
    ['a mark of direction', 'abc\u200F'],
    ['what nobody sees', '12\u200B34'],
    ['nothing but a filler', '\u3164'],
    ['nothing but blanks of Braille', ' \u2800\u2800'],
    ['nothing but a joiner', '\u200D'],
  ])('are refused with %s', (_what, words) => {
    expect(saleWordsProblem({ orderReference: words, note: '' })).toBe('characters-invalid');
    expect(saleWordsProblem({ orderReference: '', note: words })).toBe('characters-invalid');
  });
});
