import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Burst } from '../../../../src-renderer/till/scan-burst.ts';
import { burstAfter, isScan, NO_BURST } from '../../../../src-renderer/till/scan-burst.ts';

interface Stroke {
  readonly character: string;
  /** Milliseconds since the previous key. */
  readonly gap: number;
}

/** The burst after these keys, and the time of the last one. */
const after = (strokes: readonly Stroke[]): { burst: Burst; at: number } => {
  let at = 1000;
  let burst = NO_BURST;
  for (const { character, gap } of strokes) {
    at += gap;
    burst = burstAfter(burst, character, at);
  }
  return { burst, at };
};

/** Whether Enter this long after those keys ends a scan. */
const scanned = (strokes: readonly Stroke[], beforeEnter: number): boolean => {
  const { burst, at } = after(strokes);
  return isScan(burst, at + beforeEnter);
};

const fast = fc.integer({ min: 0, max: 34 });
const slow = fc.integer({ min: 35, max: 5000 });
const character = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 1 });
const strokes = (gap: fc.Arbitrary<number>, length: { minLength?: number; maxLength: number }) =>
  fc.array(fc.record({ character, gap }), length);

describe('telling a barcode scanner from typing', () => {
  test('eight or more characters at a scanner’s speed and Enter are a scan', () => {
    fc.assert(fc.property(strokes(fast, { minLength: 8, maxLength: 60 }), fast, scanned));
  });

  test('fewer than eight characters are typing, however fast', () => {
    fc.assert(fc.property(strokes(fast, { maxLength: 7 }), fast, (keys, end) => !scanned(keys, end)));
  });

  test('one pause among the last eight characters makes it typing', () => {
    fc.assert(
      fc.property(
        strokes(fast, { maxLength: 40 }),
        strokes(slow, { minLength: 1, maxLength: 1 }),
        strokes(fast, { maxLength: 6 }),
        (before, pause, rest) => !scanned([...before, ...pause, ...rest], 5),
      ),
    );
  });

  test('Enter after a pause is a cashier’s Enter', () => {
    fc.assert(
      fc.property(strokes(fast, { minLength: 8, maxLength: 60 }), slow, (keys, end) => !scanned(keys, end)),
    );
  });

  test('Enter with nothing before it is not a scan', () => {
    expect(isScan(NO_BURST, 10)).toBe(false);
  });

  test('the scanned text is exact, without what was typed before it', () => {
    fc.assert(
      fc.property(
        strokes(slow, { maxLength: 12 }),
        slow,
        strokes(fast, { minLength: 8, maxLength: 60 }),
        (fingers, pause, [first, ...rest]) => {
          const { burst } = after([...fingers, { ...first!, gap: pause }, ...rest]);
          expect(burst.text).toBe([first!, ...rest].map((stroke) => stroke.character).join(''));
        },
      ),
    );
  });
});
