import { expect, test } from 'vitest';
import { fold } from '#domain/story/fold.ts';

const balance = (before: number | undefined, change: number): number | undefined => {
  const after = (before ?? 0) + change;
  return after < 0 ? undefined : after;
};

const rows = (...events: number[]) => events.map((event, index) => ({ sequence: index + 1, at: 0, event }));

test('every row shows the state before and after it; before the first row there is none', () => {
  const steps = [...fold(balance, rows(5, -2))];
  expect(steps.map(({ before, after }) => [before, after])).toEqual([
    [undefined, 5],
    [5, 3],
  ]);
});

test('a row that does not apply is reported by its number', () => {
  const [, refused] = [...fold(balance, rows(5, -7))];
  expect(refused).toEqual({ row: { sequence: 2, at: 0, event: -7 }, before: 5, after: undefined });
});
