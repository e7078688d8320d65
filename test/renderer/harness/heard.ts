import type { JSHandle, Page } from 'playwright-core';

/** Everything this live region announces from now on. */
export const heardFrom = (page: Page, testid: string): Promise<JSHandle<string[]>> =>
  page.evaluateHandle((name) => {
    const said: string[] = [];
    const region = document.querySelector(`[data-testid="${name}"]`)!;
    new MutationObserver(() => region.textContent && said.push(region.textContent)).observe(region, {
      childList: true,
      characterData: true,
      subtree: true,
    });
    return said;
  }, testid);
