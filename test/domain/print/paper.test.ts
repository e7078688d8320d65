import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import type { PaperWidth } from '#domain/print/paper-width.ts';
import { PAPER, PAPER_WIDTHS } from '#domain/print/paper-width.ts';
import { layOut } from '#domain/print/paper.ts';
import type { SlipBlock } from '#domain/print/slip.ts';

const FAMILY = '👩‍👩‍👧‍👦';
const DECOMPOSED = 'e\u0301';

/** A text and its width in the printer's characters. */
const CHARACTERS = [
  ['a letter', 'a', 1],
  ['a precomposed accented letter', 'é', 1],
  ['a letter and a combining accent', DECOMPOSED, 1],
  ['a letter with two combining marks', 'a\u0323\u0302', 1],
  ['a Chinese character', '茶', 2],
  ['a rare Chinese character (extension B)', '𠮷', 2],
  ['a full-width letter', 'Ａ', 2],
  ['a Korean syllable made of its parts', '\u1112\u1161\u11ab', 2],
  ['an emoji', '🧾', 2],
  ['an emoji with a skin colour', '👍🏽', 2],
  ['an emoji made of a text character', '❤\ufe0f', 2],
  ['a flag', '🇨🇳', 2],
  ['a family emoji joined from four', FAMILY, 2],
  ['an emoji joined from a person and a rocket', '👩‍🚀', 2],
  ['an emoji of a keycap', '1\ufe0f\u20e3', 2],
  ['the flag of a part of a country', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', 2],
  ['a letter with many marks', 'Z\u0338\u0321\u031b\u0349', 1],
  ['Arabic', 'ش', 1],
  ['an unassigned character', '\ufffe', 1],
  ['a typographic apostrophe', '’', 1],
] as const;

const linesOf = (block: SlipBlock, width: PaperWidth) => layOut({ language: 'en', blocks: [block] }, width);

describe.each(PAPER_WIDTHS)('on a roll of %s', (width) => {
  const { columns } = PAPER[width];

  test.each(CHARACTERS)('%s is measured as wide as it prints', (_name, character, cells) => {
    const label = character.repeat(5);
    const rest = columns - 1 - 5 * cells;
    const fact = (length: number) => linesOf({ kind: 'fact', label, value: 'x'.repeat(length) }, width);
    expect(fact(rest)).toEqual([{ kind: 'pair', left: label, right: 'x'.repeat(rest) }]);
    expect(fact(rest + 1)).toHaveLength(2);
  });

  test.each(CHARACTERS)(
    'a long run of %s fills every line and no character is split',
    (_name, character, cells) => {
      const perLine = columns / cells;
      const texts = linesOf({ kind: 'note', text: character.repeat(2 * perLine + 1) }, width).map((line) =>
        'text' in line ? line.text : '',
      );
      expect(texts).toEqual([character.repeat(perLine), character.repeat(perLine), character]);
    },
  );
});

describe.each(PAPER_WIDTHS)('a long order reference on a roll of %s', (width) => {
  const { columns } = PAPER[width];

  test.each([
    ['𠮷', 30],
    ['🍵', 24],
    [FAMILY, 24],
    ['🇨🇳', 30],
    ['👍🏽', 30],
    [DECOMPOSED, 60],
    ['ｶﾞ', 30],
    ['x❤\ufe0f❤\ufe0f', 30],
    ['xx1\ufe0f\u20e3', 30],
    ['x', 70],
  ])('of %s never runs over its label, nor over the edge, nor loses a character', (character, times) => {
    const value = character.repeat(times);
    const lines = linesOf({ kind: 'fact', label: 'Order', value }, width);
    const texts = lines.flatMap((line) => (line.kind === 'pair' ? [line] : []));
    for (const { left, right } of texts) {
      const cells = stringWidth(left) + (left === '' || right === '' ? 0 : 1) + stringWidth(right);
      expect(cells).toBeLessThanOrEqual(columns);
    }
    expect(texts[0]?.left).toBe('Order');
    expect(texts.map(({ right }) => right).join('')).toBe(value);
    const whole = Array.from(new Intl.Segmenter().segment(value), ({ segment }) => segment);
    const printed = texts.flatMap(({ right }) =>
      Array.from(new Intl.Segmenter().segment(right), ({ segment }) => segment),
    );
    expect(printed).toEqual(whole);
  });
});

test.each([
  ['a blank as wide as a Chinese character, as Chinese keyboards type it', '茶\u3000', 20],
  ['a blank between words', 'ab ', 30],
  ['a blank that must not break', 'ab\u00a0', 30],
  ['a blank of no width', 'ab\u200b', 40],
  ['letters that Indian scripts join without end', 'क\u094d', 60],
])('%s never makes a line of the roll wider than the paper, nor empty', (_what, unit, times) => {
  for (const width of PAPER_WIDTHS) {
    const lines = linesOf({ kind: 'fact', label: 'Order', value: unit.repeat(times) }, width);
    const texts = lines.flatMap((line) => (line.kind === 'pair' ? [line.left, line.right] : []));
    const whole = Array.from(new Intl.Segmenter().segment(unit.repeat(times))).length === 1;
    for (const text of whole ? [] : texts)
      expect(stringWidth(text)).toBeLessThanOrEqual(PAPER[width].columns);
    for (const line of lines) expect(line).not.toMatchObject({ left: '', right: '' });
  }
});

test.each([
  ['a tab, which prints as a blank', 'a\tb', 3],
  ['a line feed, which prints as a blank', 'a\nb', 3],
  ['the letters of an escape sequence, which print as they are', '\u001b[31mab', 6],
])('%s, is measured', (_what, label, cells) => {
  const rest = PAPER[58].columns - 1 - cells;
  const fact = (length: number) => linesOf({ kind: 'fact', label, value: 'x'.repeat(length) }, 58);
  expect(fact(rest)).toHaveLength(1);
  expect(fact(rest + 1).length).toBeGreaterThan(1);
});

describe.each(PAPER_WIDTHS)('a Chinese text on a roll of %s', (width) => {
  const text = '网关上有的交易会导入，并计入其后的Z报表（“截至今日”的除外）；请在《说明》中核对！';

  test('begins no line with a closing mark, ends none with an opening one, and loses nothing', () => {
    for (let shift = 0; shift < PAPER[width].columns / 2; shift += 1) {
      const moved = `${'字'.repeat(shift)}${text}`;
      const lines = linesOf({ kind: 'note', text: moved }, width).map((line) =>
        'text' in line ? line.text : '',
      );
      expect(lines.filter((line) => /^[，；）”》！]|[（“《]$/u.test(line))).toEqual([]);
      expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(PAPER[width].columns);
      expect(lines.join('')).toBe(moved);
    }
  });
});

test('a line breaks after spaces and beside wide characters, never inside a word', () => {
  const broken = (text: string) =>
    linesOf({ kind: 'note', text }, 58).map((line) => ('text' in line ? line.text : ''));
  expect(broken('Lin’s Tea House and Bakery on the Bund')).toEqual([
    'Lin’s Tea House and Bakery on',
    'the Bund',
  ]);
  expect(broken('Garden Café at the river bank’s end')).toEqual(['Garden Café at the river bank’s', 'end']);
  expect(broken(`${'茶'.repeat(15)}Café`)).toEqual(['茶'.repeat(15), 'Café']);
  expect(broken(`thirty letters and then one so ${FAMILY}!`)).toEqual([
    'thirty letters and then one so',
    `${FAMILY}!`,
  ]);
});
