import { expect, test } from 'vitest';
import { lazyPage } from '#electron/slip/lazy-page.ts';

/** Pages numbered 1, 2, 3 …; those in `failing` do not open. */
const pagesOpened = (failing: readonly number[] = []) => {
  const gone: (() => void)[] = [];
  const page = lazyPage((isGone) => {
    const number = gone.push(isGone);
    return failing.includes(number) ? Promise.reject(new Error('not loaded')) : Promise.resolve(number);
  });
  return { page, gone };
};

test('the page for receipts is opened once, even for two receipts at the same time', async () => {
  const { page, gone } = pagesOpened();
  expect(await Promise.all([page(), page()])).toEqual([1, 1]);
  expect(await page()).toBe(1);
  expect(gone).toHaveLength(1);
});

test('a page that did not open fails the receipts waiting for it, and the next receipt opens another', async () => {
  const { page } = pagesOpened([1]);
  const results = await Promise.allSettled([page(), page()]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await page()).toBe(2);
});

test('a page that is gone is opened again, whatever is later heard of the first one', async () => {
  const { page, gone } = pagesOpened();
  await page();
  gone[0]?.();
  expect(await page()).toBe(2);
  gone[0]?.();
  expect(await page()).toBe(2);
});
