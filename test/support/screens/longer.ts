/** A pseudo-language: every word on a window drawn out by two fifths, as translations are longer than English. */

/** Runs in the page. Also undoes it, as long as nothing has changed since. */
export const drawOut = (): (() => void) => {
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
  return () => {
    for (const [node, before, after] of changed) if (node.nodeValue === after) node.nodeValue = before;
  };
};
