/**
 * Every screen of the till in the real app, in three sizes and two themes, in out/tour/all/, and on one contact sheet
 * for each language, size and theme. `--language de` pictures another language than English, `--language all` each.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import type { LanguageName } from '#domain/shop/language.ts';
import { LANGUAGE_NAMES } from '#domain/shop/language.ts';
import { drawn } from '../support/print/pictures.ts';
import { everyScreen } from '../support/screens/every-screen.ts';
import { speak } from '../support/screens/speak.ts';
import type { Station } from '../support/station.ts';

const root = join(import.meta.dirname, '..', '..');
const folder = join(root, 'out', 'tour', 'all');

const SIZES = [
  [1024, 600],
  [1280, 800],
  [1920, 1080],
] as const;
const THEMES = ['light', 'dark'] as const;

const { values } = parseArgs({ options: { language: { type: 'string', default: 'en' } } });
const languages = LANGUAGE_NAMES.filter((name) => values.language === 'all' || values.language === name);
if (languages.length === 0)
  throw new Error(`--language takes one of ${LANGUAGE_NAMES.join(', ')}, or all; not ${values.language}`);

interface Sheet {
  readonly language: LanguageName;
  readonly width: number;
  readonly height: number;
  readonly theme: (typeof THEMES)[number];
}

const sheets: readonly Sheet[] = languages.flatMap((language) =>
  THEMES.flatMap((theme) => SIZES.map(([width, height]) => ({ language, width, height, theme }))),
);
const sheetName = ({ language, width, height, theme }: Sheet): string =>
  `${language}-${width}x${height}-${theme}`;

const names: string[] = [];

/** Pictures what the till shows now, for every sheet. */
const picture = async (till: Page, name: string): Promise<void> => {
  names.push(name);
  for (const sheet of sheets) {
    await speak(till, sheet.language);
    await till.emulateMedia({ colorScheme: sheet.theme, reducedMotion: 'reduce' });
    await till.setViewportSize(sheet);
    await drawn(till, join(folder, `${name}-${sheetName(sheet)}.png`));
  }
  await speak(till, 'en');
  console.log(`  ${name}`);
};

/** One page with every screen in that language, size and theme, and a picture of it. */
const contactSheet = async ({ app }: Station, sheet: string): Promise<void> => {
  const figures = [...names]
    .sort()
    .map(
      (name) => `<figure><img src="${name}-${sheet}.png" alt=""><figcaption>${name}</figcaption></figure>`,
    );
  const style =
    'body{margin:16px;display:grid;grid-template-columns:repeat(4,1fr);gap:16px;font:14px sans-serif;background:#888}' +
    'figure{margin:0}img{width:100%;display:block}';
  const file = join(folder, `sheet-${sheet}.html`);
  writeFileSync(file, `<!doctype html><title>${sheet}</title><style>${style}</style>${figures.join('')}`);
  const opened = app.waitForEvent('window');
  await app.evaluate(
    ({ BrowserWindow }, url) => void new BrowserWindow({ width: 1600, height: 900 }).loadURL(url),
    pathToFileURL(file).href,
  );
  const page = await opened;
  await page.waitForLoadState('load');
  await page.screenshot({ path: file.replace('.html', '.png'), fullPage: true });
  await page.close();
};

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
console.log('Every screen of the till, pictured in out/tour/all/:');
await everyScreen(picture, async (station) => {
  for (const sheet of sheets) await contactSheet(station, sheetName(sheet));
});
