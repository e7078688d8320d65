import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { burstAfter, isScan, NO_BURST } from '../../../src-renderer/till/scan-burst.ts';

/** Characters typed with the given gaps, then Enter after the last gap. */
const typed = (gaps: readonly number[], beforeEnter: number): boolean => {
  let at = 1000;
  let burst = burstAfter(NO_BURST, at);
  for (const gap of gaps) {
    at += gap;
    burst = burstAfter(burst, at);
  }
  return isScan(burst, at + beforeEnter);
};

const fast = fc.integer({ min: 0, max: 34 });

describe('telling a barcode scanner from fingers', () => {
  test('eight or more characters at a scanner’s pace and Enter are a scan', () => {
    fc.assert(
      fc.property(fc.array(fast, { minLength: 7, maxLength: 60 }), fast, (gaps, end) => typed(gaps, end)),
    );
  });

  test('fewer than eight characters are typing, however fast', () => {
    fc.assert(fc.property(fc.array(fast, { maxLength: 6 }), fast, (gaps, end) => !typed(gaps, end)));
  });

  test('one pause among the last eight characters makes it typing', () => {
    const pause = fc.integer({ min: 35, max: 5000 });
    fc.assert(
      fc.property(
        fc.array(fast, { maxLength: 40 }),
        pause,
        fc.array(fast, { maxLength: 6 }),
        (before, gap, after) => !typed([...before, gap, ...after], 5),
      ),
    );
  });

  test('Enter after a pause is a cashier’s Enter', () => {
    expect(typed([10, 10, 10, 10, 10, 10, 10, 10, 10], 35)).toBe(false);
  });

  test('Enter with nothing before it is not a scan', () => {
    expect(isScan(NO_BURST, 10)).toBe(false);
  });
});
