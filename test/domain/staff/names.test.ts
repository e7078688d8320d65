import { expect, test } from 'vitest';
import { tidyShownLine } from '#domain/free-text/shown-line.ts';
import { isNameValid, isSameName } from '#domain/staff/staff.ts';

test.each([
  ['chen li', 'Chen  Li'],
  ['Chen', 'Ｃｈｅｎ'],
  ['Chen', 'Ch\u200Ben'],
  ['Chen', 'Chen\u2060 '],
  ['Chen', 'Chen\u3164'],
  ['Chen', 'Ch\u034Fen'],
  ['Chen', 'Chen\uFE0F'],
  ['Chen', 'Chen\u2800'],
])('%j and %j would be taken for one person', (one, other) => {
  expect(isSameName(one, other)).toBe(true);
});

test('names that people tell apart are two', () => {
  expect(isSameName('Chen', 'Cheng')).toBe(false);
  expect(isSameName('Zoë', 'Zoe')).toBe(false);
});

test.each(['Chen Li', '陈丽', 'Ana-María', 'محمد', '🙂', 'x'.repeat(40)])('%j is a name', (name) => {
  expect(isNameValid(name)).toBe(true);
});

test.each([
  '',
  ' ',
  '\u200B',
  '\u2060\u200D',
  '\u3164',
  '\u115F',
  '\uFFA0',
  '\u2800',
  'Chen\n',
  'nehC\u202E',
  'x'.repeat(41),
])('%j is none: nobody could read it, or not as it stands', (name) => {
  expect(isNameValid(name)).toBe(false);
});

test.each([
  [' Mei\tLi ', 'Mei Li'],
  ['Mei\r\nLi', 'Mei Li'],
  ['\u200FMei\u202E Li', 'Mei Li'],
  ['Mei\u3000Li', 'Mei Li'],
])('%j, as it comes from a spreadsheet or a web page, is stored as %j', (typed, stored) => {
  expect(tidyShownLine(typed)).toBe(stored);
  expect(isNameValid(stored)).toBe(true);
});
