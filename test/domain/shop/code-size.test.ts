import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ScreenSize } from '#domain/shop/code-size.ts';
import {
  CARD_PADDING,
  CODE_MODULES,
  codeSizeOn,
  isCodeLargeEnough,
  pixelsPerMm,
} from '#domain/shop/code-size.ts';

const inches = fc.double({ min: 7, max: 32, noNaN: true });
const distance = fc.option(fc.integer({ min: 20, max: 300 }));
/** Every size from 800 × 480 to 3840 × 2160, landscape or portrait. */
const screen = fc
  .tuple(fc.integer({ min: 800, max: 3840 }), fc.integer({ min: 480, max: 2160 }), fc.boolean())
  .map(([width, height, isUpright]): ScreenSize => {
    const [long, short] = [Math.max(width, height), Math.min(width, height)];
    return isUpright ? { width: short, height: long } : { width: long, height: short };
  });
/** Sizes that are sold, in landscape. */
const SOLD = [
  [800, 480],
  [1024, 600],
  [1280, 800],
  [1366, 768],
  [1920, 1080],
  [1920, 1200],
  [2560, 1440],
  [3840, 2160],
] as const;

/** Length in mm of a code of that many modules, painted in whole pixels on that card. */
const paintedMm = (modules: number, card: number, pixels: number): number =>
  (Math.floor((card - 2 * CARD_PADDING) / modules) * modules) / pixels;

describe('the customer’s code on a display that somebody has measured', () => {
  test('is entirely on the screen, with room beside it for the amount and the steps', () => {
    fc.assert(
      fc.property(inches, distance, screen, (diagonal, away, size) => {
        const { card } = codeSizeOn({ inches: diagonal, distance: away }, size);
        expect(card).toBeLessThanOrEqual(Math.min(size.width, size.height) - 32);
        expect(card).toBeLessThanOrEqual(Math.max(size.width, size.height) * 0.6);
      }),
    );
  });

  test('is, however long, no smaller than the till reports', () => {
    fc.assert(
      fc.property(
        inches,
        distance,
        screen,
        fc.constantFrom(...CODE_MODULES),
        (diagonal, away, size, modules) => {
          const { card, mm } = codeSizeOn({ inches: diagonal, distance: away }, size);
          const painted = paintedMm(modules, card, pixelsPerMm(diagonal, size));
          expect(painted).toBeGreaterThanOrEqual(mm - 1e-9);
        },
      ),
    );
  });

  test('is at least an eighth of the distance, or else as large as the screen has room for', () => {
    fc.assert(
      fc.property(inches, distance, screen, (diagonal, away, size) => {
        const { card, mm } = codeSizeOn({ inches: diagonal, distance: away }, size);
        const target = away === null ? 120 : Math.max(60, away * 1.2);
        const largest = codeSizeOn({ inches: diagonal, distance: 300_000 }, size);
        expect(mm >= target - 1e-9 || card === largest.card).toBe(true);
      }),
    );
  });

  test('is never smaller on a larger display with the same pixels', () => {
    fc.assert(
      fc.property(inches, inches, screen, (one, other, size) => {
        const [small, large] = [Math.min(one, other), Math.max(one, other)];
        const reaches = (diagonal: number) => isCodeLargeEnough({ inches: diagonal, distance: 60 }, size);
        expect(reaches(small) === true && reaches(large) === false).toBe(false);
      }),
    );
  });

  test.each(SOLD)(
    'of %i × %i can be read at 60 cm from 7 to 32 inches, in landscape and portrait',
    (long, short) => {
      for (let diagonal = 7; diagonal <= 32; diagonal += 0.1) {
        const display = { inches: diagonal, distance: 60 };
        expect(isCodeLargeEnough(display, { width: long, height: short }), `${diagonal}"`).toBe(true);
        expect(isCodeLargeEnough(display, { width: short, height: long }), `${diagonal}" upright`).toBe(true);
      }
    },
  );

  test('can be read at one metre on 10.1 inches, but not on 7', () => {
    const size = { width: 1280, height: 800 };
    expect(codeSizeOn({ inches: 10.1, distance: 100 }, size).mm).toBeGreaterThan(110);
    expect(isCodeLargeEnough({ inches: 10.1, distance: 100 }, size)).toBe(true);
    expect(isCodeLargeEnough({ inches: 7, distance: 100 }, size)).toBe(false);
  });
});

test('is not reported for a display that nobody has measured', () => {
  const size = { width: 800, height: 480 };
  expect(isCodeLargeEnough({ inches: null, distance: 100 }, size)).toBeNull();
  expect(codeSizeOn({ inches: null, distance: null }, size).card).toBe(0);
});
