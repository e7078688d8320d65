import { afterEach, expect, test } from 'vitest';
import { settlementLine } from '../../../src-main/handlers/views/by-hand-view.ts';
import { followLanguage } from '#words/language.ts';

afterEach(() => followLanguage(() => 'en'));

const person = (name: string) => ({ id: name, name, role: 'manager' }) as const;
const settled = (approver: string) =>
  settlementLine({ outcome: 'paid', reason: 'listed', by: person('Lin'), approvedBy: person(approver) });

test('who settled a payment and who approved it stand side by side as the language separates them', () => {
  expect(settled('Chen')).toBe('paid · Lin, Chen · listed');
  followLanguage(() => 'zh-CN');
  expect(settled('Chen')).toBe('paid · Lin、Chen · listed');
});

test('a person who also approved it is named once', () => {
  expect(settled('Lin')).toBe('paid · Lin · listed');
});
