import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { LANGUAGE_NAMES } from '#domain/shop/language.ts';
import { everyScreen } from '../../support/screens/every-screen.ts';
import { drawOut } from '../../support/screens/longer.ts';
import { misfits } from '../../support/screens/misfits.ts';
import { shownTexts } from '../../support/screens/shown-texts.ts';
import { speak } from '../../support/screens/speak.ts';

const SIZES = [
  [1024, 600],
  [1280, 800],
] as const;

test('every text of the till fits where it stands, in every language and in one that is two fifths longer', async () => {
  const found = new Set<string>();
  const look = async (till: Page, screen: string, language: string): Promise<void> => {
    for (const [width, height] of SIZES) {
      await till.setViewportSize({ width, height });
      for (const misfit of misfits(await shownTexts(till)))
        found.add(`${screen} ${width}x${height} ${language} ${misfit}`);
    }
  };
  await everyScreen(async (till, screen) => {
    for (const language of LANGUAGE_NAMES) {
      await speak(till, language);
      await look(till, screen, language);
    }
    await speak(till, 'en');
    const undo = await drawOut(till);
    await look(till, screen, 'longer');
    await undo();
  });
  expect([...found]).toEqual([]);
});
