import type { Page } from 'playwright-core';

/** How long a practised cashier holds a key, ms; faster typing would be taken for a scan. */
const HELD_MS = 80;

/** Types as a person does. */
export const typeByHand = (page: Page, keys: string): Promise<void> =>
  page.keyboard.type(keys, { delay: HELD_MS });
