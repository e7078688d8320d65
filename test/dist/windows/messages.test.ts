import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const folder = new URL('../../../scripts/dist/windows/installer/', import.meta.url);
const words = readFileSync(new URL('messages.nsh', folder), 'utf8');
const script = readFileSync(new URL('installer.nsi', folder), 'utf8');

const LANGUAGES = ['ENGLISH', 'SIMPCHINESE', 'TRADCHINESE', 'GERMAN', 'FRENCH', 'SPANISH'];
const said = [...new Set([...script.matchAll(/\$\((\w+)\)/g)].map(([, name = '']) => name))];

test.each(LANGUAGES)('the installer says everything in each language of the till: %s', (language) => {
  expect(said.length).toBeGreaterThan(0);
  for (const name of said) {
    expect(words).toMatch(new RegExp(`LangString ${name} \\$\\{LANG_${language}\\} ".+"`));
  }
});

test('each way the installer refuses has an exit code of its own, beside the three of NSIS itself', () => {
  const codes = [...script.matchAll(/^!define [A-Z_]+ (\d+)$/gm)].map(([, code]) => Number(code));
  expect(codes).toEqual([3, 4, 5, 6, 7]);
});
