import { expect, test } from 'vitest';
import { PageEnter } from '../../../../src-renderer/till/keyboard/page-enter.ts';

/** Presses keys at these times (ms) on a page that each Enter that is let through turns. */
const pagesAfter = (presses: readonly (readonly [key: string, at: number])[]): number => {
  let page = 1;
  const enter = new PageEnter(() => String(page));
  for (const [key, timeStamp] of presses) {
    const kept: string[] = [];
    enter.onkeydown({
      key,
      timeStamp,
      preventDefault: () => void kept.push(key),
      stopPropagation: () => undefined,
    });
    if (key === 'Enter' && kept.length === 0) page += 1;
  }
  return page;
};

test('a double press turns one page, and so does a third press right after it', () => {
  expect(
    pagesAfter([
      ['Enter', 0],
      ['Enter', 180],
    ]),
  ).toBe(2);
  expect(
    pagesAfter([
      ['Enter', 0],
      ['Enter', 400],
      ['Enter', 800],
    ]),
  ).toBe(2);
});

test('a person who has had time to read, or has typed something, turns the next page', () => {
  expect(
    pagesAfter([
      ['Enter', 0],
      ['Enter', 900],
    ]),
  ).toBe(3);
  expect(
    pagesAfter([
      ['Enter', 0],
      ['7', 150],
      ['Enter', 300],
    ]),
  ).toBe(3);
});
