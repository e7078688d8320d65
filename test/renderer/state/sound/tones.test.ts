import { describe, expect, test } from 'vitest';
import { amplitudeAt, OVERTONES, SCORES, TONES } from '../../../../src-renderer/state/sound/tones.ts';

/** When its notes begin, each moment once. */
const beats = (tone: (typeof TONES)[number]): readonly number[] => [
  ...new Set(SCORES[tone].map(({ from }) => from)),
];

describe.each(TONES)('the tone “%s”', (tone) => {
  const score = SCORES[tone];

  test('is over within six tenths of a second, and long enough to be noticed', () => {
    const end = Math.max(...score.map(({ to }) => to));
    expect(end).toBeLessThanOrEqual(0.6);
    expect(end).toBeGreaterThanOrEqual(0.2);
  });

  test('lies where a small loudspeaker is loud and an old ear still hears', () => {
    for (const { hertz } of score) {
      expect(hertz).toBeGreaterThanOrEqual(300);
      expect(hertz * OVERTONES.length).toBeLessThanOrEqual(6000);
    }
  });

  test('never overdrives the loudspeaker, however many notes sound at once', () => {
    for (const { from } of score) {
      const sounding = score.filter((note) => note.from <= from && note.to > from);
      const together = sounding.reduce((sum, { strength }) => sum + strength, 0);
      expect(together * amplitudeAt(100)).toBeLessThanOrEqual(0.5);
    }
  });
});

test('the three are told apart by their number of beats, without hearing pitch', () => {
  expect(TONES.map((tone) => beats(tone).length)).toEqual([2, 1, 3]);
});

test('paid rises, not paid is low, and attention stays on one note', () => {
  const [first, second] = SCORES.paid;
  expect(second?.hertz).toBeGreaterThan(first?.hertz ?? Infinity);
  expect(Math.max(...SCORES.failed.map(({ hertz }) => hertz))).toBeLessThan(first?.hertz ?? 0);
  expect(new Set(SCORES.attention.map(({ hertz }) => hertz)).size).toBe(1);
});

test('each volume is clearly louder than the one before', () => {
  const steps = [25, 50, 75, 100].map(amplitudeAt);
  for (const [index, louder] of steps.slice(1).entries()) {
    // 3 dB is the least that people notice without comparing.
    expect(20 * Math.log10(louder / (steps[index] ?? NaN))).toBeGreaterThanOrEqual(3);
  }
});
