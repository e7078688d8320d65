import { afterEach, expect, test } from 'vitest';
import { trainingManager } from '#domain/staff/staff.ts';
import type { LanguageName } from '#domain/shop/language.ts';
import { followLanguage } from '#words/language.ts';
import { nameWords } from '#words/person-words.ts';

const speaking = (name: LanguageName): void => followLanguage(() => name);
afterEach(() => speaking('en'));

test.each([
  ['en', 'Training Manager'],
  ['zh-CN', '经理（培训）'],
  ['zh-TW', '經理（訓練）'],
  ['de', 'Leitung (Training)'],
  ['fr', 'Responsable (formation)'],
  ['es', 'Encargado (formación)'],
] as const)('in %s training’s own manager is called %s, and people keep their names', (language, words) => {
  speaking(language);
  expect(nameWords(trainingManager.name)).toBe(words);
  expect(nameWords('Lin')).toBe('Lin');
});
