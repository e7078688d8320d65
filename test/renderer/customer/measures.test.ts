import { describe, expect, test } from 'vitest';
import { pixelsPerMm } from '#contract';
import { measuresOf, mmOf } from '../../../src-renderer/customer/measures.ts';

const HD = { width: 1920, height: 1080 };
const SMALL = { width: 1280, height: 800 };

/** Height of the amount's digits, mm. */
const digitsInMm = (inches: number, screen: typeof HD): number =>
  (measuresOf({ inches, distance: null }, screen).digits * 0.727) / pixelsPerMm(inches, screen);

describe('on a display that somebody has measured', () => {
  test('a 15.6-inch display of 1920 × 1080 has 5.56 pixels to the millimetre', () => {
    expect(pixelsPerMm(15.6, HD)).toBeCloseTo(5.56, 2);
  });

  test.each([
    [10.1, SMALL],
    [15.6, HD],
    [24, HD],
  ])('the digits of the amount on %f inches are 20 mm high', (inches, screen) => {
    expect(digitsInMm(inches, screen)).toBeCloseTo(20, 5);
  });

  test('words are larger for a customer who stands farther away, within what fits', () => {
    const words = (distance: number): number => measuresOf({ inches: 15.6, distance }, HD).words;
    expect(words(20)).toBe(0.9);
    expect(words(80)).toBeGreaterThan(words(70));
    expect(words(300)).toBe(1.15);
  });
});

test('a code of 1200 of the display’s own pixels has the same size in millimetres, however the display is scaled', () => {
  expect(mmOf(1200, { inches: 15.6 }, HD, 1)).toBe(216);
  expect(mmOf(1200, { inches: 15.6 }, { width: 1280, height: 720 }, 1.5)).toBe(216);
  expect(mmOf(1200, { inches: null }, HD, 1)).toBeNull();
});

test('on a display that nobody has measured everything has its usual size', () => {
  expect(measuresOf({ inches: null, distance: null }, HD)).toEqual({ words: 1, digits: 0, card: null });
  expect(measuresOf({ inches: null, distance: 60 }, HD)).toEqual({ words: 1, digits: 0, card: null });
});
