import type { BrowserContext, Page } from 'playwright-core';

/**
 * The window of that page, open already or about to be. It is found by its address: asking every window for
 * its title until the right one answers would keep the others drawing. The page may still be loading: a load that ends
 * while it is asked for its address would never be noticed.
 */
export const windowOf = (context: BrowserContext, name: 'till' | 'customer'): Promise<Page> => {
  const ifOf = (page: Page): Promise<Page> =>
    page.waitForURL(`**/${name}.html`, { waitUntil: 'commit' }).then(() => page);
  const later = context.waitForEvent('page', {
    predicate: (page) =>
      ifOf(page).then(
        () => true,
        () => false,
      ),
  });
  return Promise.any([later, ...context.pages().map(ifOf)]);
};
