import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { refundDescription } from '#domain/refund/refund-description.ts';
import type { RefundReason } from '#domain/refund/refund.ts';

const described = (note: string, reason: RefundReason = 'goods-returned'): string =>
  refundDescription({ reason, note });

describe('what the gateway is told about a refund', () => {
  test('is the reason, and the note if there is one', () => {
    expect(described('')).toBe('goods-returned');
    expect(described('one cup broken')).toBe('goods-returned: one cup broken');
  });

  test.each([
    ['emoji', '🍵'],
    ['rare Chinese characters', '𠮷'],
    ['flags', '🇨🇳'],
    ['families', '👨‍👩‍👧‍👦'],
    ['letters with their accents', 'é̂'],
  ])('is cut after a whole character, also among %s', (_what, character) => {
    const text = described(character.repeat(200));
    expect(text.length).toBeLessThanOrEqual(255);
    expect(text).not.toMatch(/\p{Cs}/u);
    expect(text.replace('goods-returned: ', '').replaceAll(character, '')).toBe('');
  });

  test('is one line that the gateway’s pattern matches, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (note) => {
        fc.pre(!/[\p{Cc}\p{Cs}]/u.test(note));
        expect(described(note)).toMatch(/^.{1,255}$/);
      }),
    );
    expect(described('one\u2028cup\u2029broken')).toBe('goods-returned: one cup broken');
  });
});
