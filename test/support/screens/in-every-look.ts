/** What does not fit on a window, in one look after another. */
import type { Page } from 'playwright-core';
import { LANGUAGE_NAMES } from '#domain/shop/language.ts';
import { drawOut } from './longer.ts';
import { misfits } from './misfits.ts';
import type { ShownText } from './shown-texts.ts';
import { measure } from './shown-texts.ts';
import type { Look, WindowName } from './speak.ts';
import { changeCustomer, changeTill, follows } from './speak.ts';

interface Seen {
  readonly look: string;
  readonly texts: readonly ShownText[];
}

interface Tools {
  readonly change: (look: Look) => Promise<void> | void;
  readonly follows: (look: Look) => Promise<void>;
  readonly measure: () => ShownText[];
  readonly drawOut: () => () => void;
}

/** Runs in the page, so that no look takes a round trip; as JSON, which is handed over faster than what it tells. */
const seeEach = async (tools: Tools, looks: readonly Look[]): Promise<string> => {
  const seen: Seen[] = [];
  for (const look of looks) {
    await tools.change(look);
    await tools.follows(look);
    const named = `${look.language} ${String(look.textSize)} %`;
    seen.push({ look: named, texts: tools.measure() });
    // No language is both that long and shown in letters that large.
    if (look.language !== 'en' || look.textSize > 100) continue;
    const undo = tools.drawOut();
    seen.push({ look: `${named} longer`, texts: tools.measure() });
    undo();
  }
  return JSON.stringify(seen);
};

/** English comes last: it is drawn out, and then stays. */
const LANGUAGES = [...LANGUAGE_NAMES.filter((name) => name !== 'en'), 'en'] as const;

const CHANGES = { till: String(changeTill), customer: String(changeCustomer) };

/** In every language and, in English of the usual size, drawn out: a line for each text that does not fit. */
export const misfitsInEveryLook = async (
  page: Page,
  window: WindowName,
  textSizes: readonly Look['textSize'][],
): Promise<readonly string[]> => {
  const looks = textSizes.flatMap((textSize) => LANGUAGES.map((language): Look => ({ language, textSize })));
  const tools = `{ change: ${CHANGES[window]}, follows: ${String(follows)}, measure: ${String(measure)}, drawOut: ${String(drawOut)} }`;
  const seen = JSON.parse(
    await page.evaluate<string>(`(${String(seeEach)})(${tools}, ${JSON.stringify(looks)})`),
  ) as readonly Seen[];
  return seen.flatMap(({ look, texts }) => misfits(texts).map((misfit) => `${look} ${misfit}`));
};
