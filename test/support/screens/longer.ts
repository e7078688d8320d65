/** A pseudo-language: every word on a window drawn out by two fifths, as translations are longer than English. */
import type { Page } from 'playwright-core';

/** Also undoes it, as long as nothing has changed since. */
export const drawOut = async (page: Page): Promise<() => Promise<void>> => {
  const handle = await page.evaluateHandle(() => {
    const longer = (word: string): string => word + word.slice(-1).repeat(Math.ceil(word.length * 0.4));
    const changed: [Node, string, string][] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { currentNode: node } = walker;
      const before = node.nodeValue ?? '';
      const after = before.replaceAll(/(?<![\p{L}\d-])\p{L}\p{Ll}+/gu, longer);
      if (after === before) continue;
      node.nodeValue = after;
      changed.push([node, before, after]);
    }
    return changed;
  });
  return async () => {
    await handle.evaluate((changed) => {
      for (const [node, before, after] of changed) if (node.nodeValue === after) node.nodeValue = before;
    });
    await handle.dispose();
  };
};
