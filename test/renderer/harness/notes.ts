import type { Page } from 'playwright-core';
import type { Tone } from '../../../src-renderer/state/sound/tones.ts';
import { SCORES } from '../../../src-renderer/state/sound/tones.ts';

/** The notes of a tone, Hz. */
export const notesOf = (tone: Tone): readonly number[] => SCORES[tone].map(({ hertz }) => hertz);

/** The notes that the page plays from now on, Hz. */
export const hearNotes = async (page: Page): Promise<() => Promise<readonly number[]>> => {
  const heard = await page.evaluateHandle(() => {
    const struck: { notes: number[] } = { notes: [] };
    window.OscillatorNode = class extends OscillatorNode {
      override start(when?: number): void {
        struck.notes.push(this.frequency.value);
        super.start(when);
      }
    };
    return struck;
  });
  return () => heard.evaluate(({ notes }) => notes);
};
