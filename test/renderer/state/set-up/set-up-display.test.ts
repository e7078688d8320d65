import { expect, test } from 'vitest';
import { measuredIn } from '#contract';
import { isStepRight } from '../../../../src-renderer/state/set-up/set-up-draft.ts';
import { typed } from '../../../services/settings/settings-kit.ts';

test('the set-up stays on the customer’s display until its measures are right or left out', () => {
  const isRight = (displayInches: string, displayDistance: string): boolean =>
    isStepRight('display', { ...typed, displayInches, displayDistance }, false);
  expect(isRight('', '')).toBe(true);
  expect(isRight('15,6', '60')).toBe(true);
  expect(isRight('15 inches', '60')).toBe(false);
  expect(isRight('15.6', '6')).toBe(false);
});

test('a measure counts as soon as it is a length, also while it is still being typed', () => {
  expect(['15,6', ' 60 ', '7'].map(measuredIn)).toEqual([15.6, 60, 7]);
  expect(['', '0', '-7', '15 inches', ','].map(measuredIn)).toEqual([null, null, null, null, null]);
});
