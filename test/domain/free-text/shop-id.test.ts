import { expect, test } from 'vitest';
import { isShopId, tidyShopId } from '#domain/free-text/shop-id.ts';

const isId = isShopId(20);

test.each(['T1', 'SHOP-1', 'Kasse 2', '一号店（东）', 'Café_3', 'B1/2 #4'])('%s names a till', (typed) => {
  expect(isId(tidyShopId(typed))).toBe(true);
});

test.each(['', '🍵', 'T1 🍵', '/\\..', '../T1', '-T1', 'T1\\2', 'T1*', '"T1"', 'x'.repeat(21)])(
  '%j does not',
  (typed) => {
    expect(isId(tidyShopId(typed))).toBe(false);
  },
);

test('is the same however it was typed: full-width, or with what nobody sees', () => {
  expect(['Ｔ１', 'T\u200B1', ' T1\t', '\u202ET1'].map(tidyShopId)).toEqual(['T1', 'T1', 'T1', 'T1']);
});
