/** What people type stands in sentences about money, and must not turn them. */
import { expect, test } from 'vitest';
import { text } from '#words/text.ts';

const alert = (name: string): string => text('unsettled.late.advice', { name, time: '16:59' });

test.each([
  ['an override', '\u202eabc', 'abc'],
  ['an override that ends the isolation first', '\u2069\u202eabc', 'abc'],
  ['Hebrew', 'שולחן 5', 'שולחן 5'],
  ['Arabic', 'طاولة 5', 'طاولة 5'],
  ['a mark', 'abc\u200f', 'abc\u200f'],
])('%s in an order reference turns none of the words after it', (_what, typed, shown) => {
  expect(alert(typed)).toContain(`Payment \u2068${shown}\u2069 from 16:59 was paid`);
});

test.each(['Table 12', '一号店', '🍵 & <b>', 'Grüße'])('%s is shown as it was typed', (typed) => {
  expect(alert(typed)).toContain(`Payment ${typed} from 16:59 was paid`);
});
