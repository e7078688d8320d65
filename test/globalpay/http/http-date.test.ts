import { expect, test } from 'vitest';
import { clockSkew } from '#globalpay/http/http-date.ts';

const answeredAt = Date.UTC(2024, 2, 21, 8, 0, 2);

test.each([
  ['the same time', 'Thu, 21 Mar 2024 08:00:00 GMT', 3_000, 0],
  ['an hour ahead', 'Thu, 21 Mar 2024 09:00:00 GMT', 3_000, 3_600_000],
  ['a day behind', 'Wed, 20 Mar 2024 08:00:00 GMT', 3_000, -86_400_000],
  ['a slow answer is measured at its middle', 'Thu, 21 Mar 2024 07:59:57 GMT', 9_000, 0],
  ['no date', null, 3_000, null],
  ['not an HTTP date', '2024-03-21', 3_000, null],
])('the gateway’s clock: %s', (_title, date, tookMs, skew) => {
  expect(clockSkew(date, answeredAt, tookMs)).toBe(skew);
});
