import type { Page } from 'playwright-core';

/** Counts the notes that the page strikes from now on. */
export const countNotes = async (page: Page): Promise<() => Promise<number>> => {
  const counted = await page.evaluateHandle(() => {
    const struck = { notes: 0 };
    window.OscillatorNode = class extends OscillatorNode {
      override start(when?: number): void {
        struck.notes += 1;
        super.start(when);
      }
    };
    return struck;
  });
  return () => counted.evaluate(({ notes }) => notes);
};
