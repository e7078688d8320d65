import { afterEach, expect, test } from 'vitest';
import { followLanguage } from '#words/language.ts';
import { listWords } from '#words/counts-and-lists.ts';

afterEach(() => followLanguage(() => 'en'));

test.each([
  ['en', 'late, refunded, lost'],
  ['de', 'late, refunded, lost'],
  ['fr', 'late, refunded, lost'],
  ['es', 'late, refunded, lost'],
  ['zh-CN', 'late、refunded、lost'],
  ['zh-TW', 'late、refunded、lost'],
] as const)('a list in %s is separated as people there write it: %s', (language, words) => {
  followLanguage(() => language);
  expect(listWords(['late', 'refunded', 'lost'])).toBe(words);
});
