import { expect, test } from 'vitest';
import { skewAfter } from '#domain/gateway/clock-skew.ts';

test.each([
  ['two minutes are tolerated', null, 120_000, null],
  ['more than two minutes ahead', null, 120_001, 120_001],
  ['more than two minutes behind', null, -120_001, -120_001],
  ['about the same skew is not reported again', 3_600_000, 3_610_000, 3_600_000],
  ['a changed skew is reported again', 3_600_000, 3_640_000, 3_640_000],
  ['a clock that was set right', -3_600_000, 900, null],
])('%s', (_title, known, measured, skew) => {
  expect(skewAfter(known, measured)).toBe(skew);
});
