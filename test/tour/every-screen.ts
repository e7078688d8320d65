/**
 * Every screen of the till in the real app, in three sizes and two themes, in out/tour/all/, and on contact sheets:
 * one for each language, and one for each language, size and theme. `--language de` pictures another language than English, `--language all` each.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { LanguageName } from '#domain/shop/language.ts';
import { LANGUAGE_NAMES } from '#domain/shop/language.ts';
import { readOptions } from '../../scripts/command/read-options.ts';
import { drawn } from '../support/print/pictures.ts';
import type { Show } from '../support/screens/every-screen.ts';
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

const USAGE = `npm run tour -- --all [--language ${LANGUAGE_NAMES.join(' | ')} | all]: every screen of the till, in out/tour/all/`;

const { values } = readOptions(USAGE, { options: { language: { type: 'string', default: 'en' } } });
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

/** Pictures what a window shows now, for every sheet. */
const picture: Show = async (page, name, window) => {
  names.push(name);
  for (const sheet of sheets) {
    await speak(page, window, { language: sheet.language, textSize: 100 });
    await page.emulateMedia({ colorScheme: sheet.theme, reducedMotion: 'reduce' });
    await page.setViewportSize(sheet);
    await drawn(page, join(folder, `${name}-${sheetName(sheet)}.png`));
  }
  await speak(page, window, { language: 'en', textSize: 100 });
  console.log(`  ${name}`);
};

const cell = (name: string, sheet: Sheet): string =>
  `<figure><img src="${name}-${sheetName(sheet)}.png" alt=""><figcaption>${name}</figcaption></figure>`;

/** A page of pictures, so many in a row, and a picture of that page. */
const contactSheet = async (
  { app }: Station,
  title: string,
  pictures: readonly string[],
  columns: number,
): Promise<void> => {
  const style =
    `body{margin:16px;display:grid;grid-template-columns:repeat(${columns},1fr);gap:16px;font:14px sans-serif;background:#888}` +
    'figure{margin:0}img{width:100%;display:block}';
  const file = join(folder, `sheet-${title}.html`);
  writeFileSync(file, `<!doctype html><title>${title}</title><style>${style}</style>${pictures.join('')}`);
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

/** For each language every screen, each size and theme of it in a row, and each size and theme on a page of its own. */
const contactSheets = async (station: Station): Promise<void> => {
  const ordered = [...names].sort();
  for (const sheet of sheets) {
    const pictures = ordered.map((name) => cell(name, sheet));
    await contactSheet(station, sheetName(sheet), pictures, 4);
  }
  for (const language of languages) {
    const columns = sheets.filter((sheet) => sheet.language === language);
    const pictures = ordered.flatMap((name) => columns.map((sheet) => cell(name, sheet)));
    await contactSheet(station, language, pictures, columns.length);
  }
};

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
console.log('Every screen of the till, pictured in out/tour/all/:');
await everyScreen(picture, contactSheets);
