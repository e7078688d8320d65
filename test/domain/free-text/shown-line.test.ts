import { expect, test } from 'vitest';
import { isSeenLine, isShownLine, shortShownLine, tidyShownLine } from '#domain/free-text/shown-line.ts';

test.each([
  ['a tab', 'a\tb', 'a b'],
  ['line breaks', 'a\r\nb', 'a b'],
  ['a separator of paragraphs', 'a\u2029b', 'a b'],
  ['half of a character', 'a\ud83e b', 'a b'],
  ['what turns the text after it', '\u202Eab', 'ab'],
  ['a mark of direction', '\u200Fab', 'ab'],
  ['a blank of no width', 'a\u200Bb', 'ab'],
  ['the mark that begins a file', '\uFEFFab', 'ab'],
  ['a hyphen that is not shown', 'a\u00ADb', 'ab'],
])('a line with %s is not shown as it is, and is tidied', (_what, typed, tidied) => {
  expect([isShownLine(typed), tidyShownLine(typed), isShownLine(tidied)]).toEqual([false, tidied, true]);
});

test.each(['Garden Café', '花园咖啡 🍵', '👩‍🍳', 'می‌خواهم', 'שולחן 4', 'कॉफ़ी'])(
  '%s is shown as it is typed',
  (line) => {
    expect([isSeenLine(line), tidyShownLine(line)]).toEqual([true, line]);
  },
);

test.each(['', ' ', '\u200D', '\u3164', '\u2800'])('%j is no name: nobody sees it', (line) => {
  expect(isSeenLine(line)).toBe(false);
});

test('a line that is cut ends with a whole character', () => {
  expect(shortShownLine('ab🍵c', 3)).toBe('ab🍵');
});
