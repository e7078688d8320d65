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

test('each refusal of the installer has its own exit code, distinct from the three of NSIS', () => {
  const codes = [...script.matchAll(/^!define [A-Z_]+ (\d+)$/gm)].map(([, code]) => Number(code));
  expect(codes).toEqual([3, 4, 5, 6, 7]);
});
