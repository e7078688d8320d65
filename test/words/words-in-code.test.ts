/** Words that the code shows without looking them up in the current language. */
import { globSync, readFileSync } from 'node:fs';
import type { AST } from 'svelte/compiler';
import { parse } from 'svelte/compiler';
import * as ts from 'typescript';
import { expect, test } from 'vitest';

const COMPONENTS = globSync('src-renderer/**/*.svelte');

/** Two letters in a row make a word, unless they name a key, a currency or a unit. */
const isWord = (text: string): boolean => /\p{L}{2}/u.test(text);

/** What browsers and screen readers say to people. */
const SPOKEN = new Set([
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'alt',
  'placeholder',
  'title',
]);

const nodesIn = (value: unknown): readonly AST.SvelteNode[] => {
  if (Array.isArray(value)) return value.flatMap(nodesIn);
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.values(value).flatMap(nodesIn);
  return 'type' in value ? [value as AST.SvelteNode, ...inside] : inside;
};

const wordsInMarkup = (component: string): readonly string[] => {
  const { fragment } = parse(component, { modern: true });
  return nodesIn(fragment)
    .flatMap((node): readonly string[] => {
      if (node.type === 'Attribute' && !SPOKEN.has(node.name)) return [];
      if (node.type === 'Attribute')
        return nodesIn(node.value).flatMap((part) => (part.type === 'Text' ? [part.data] : []));
      if (node.type !== 'Fragment') return [];
      return node.nodes.flatMap((part) => (part.type === 'Text' ? [part.data] : []));
    })
    .filter(isWord);
};

test.each(COMPONENTS)('%s shows no word of its own: each comes from the locale files', (file) => {
  expect(wordsInMarkup(readFileSync(file, 'utf8'))).toEqual([]);
});

const isCallOf = (node: ts.Node, names: readonly string[]): boolean =>
  ts.isCallExpression(node) && names.includes(node.expression.getText());

/** Whether it is evaluated once, when its component or module starts, and so keeps that language. */
const isMadeOnce = (call: ts.Node): boolean => {
  for (let node = call.parent; !ts.isSourceFile(node); node = node.parent) {
    if (isCallOf(node, ['$derived', '$derived.by', '$effect', 'perLanguage'])) return false;
    // A function given to `map` runs at once; a named one runs when it is called.
    if (ts.isFunctionLike(node) && !ts.isCallExpression(node.parent)) return false;
  }
  return true;
};

const SAYS = [
  ...['text', 'nameWords', 'moneyWords', 'amountWords', 'currencySign'],
  ...['dateWords', 'fullTime', 'clockTime', 'countries', 'currencies', 'timeZones'],
];

const madeOnce = (script: string): readonly string[] => {
  const source = ts.createSourceFile('script.ts', script, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isCallOf(node, SAYS) && isMadeOnce(node)) found.push(node.getText());
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
};

const scriptOf = (file: string): string => {
  const whole = readFileSync(file, 'utf8');
  return file.endsWith('.svelte') ? (/<script[^>]*>(.*?)<\/script>/s.exec(whole)?.[1] ?? '') : whole;
};

test.each([...COMPONENTS, ...globSync('{src-renderer,src-main/{words,electron,handlers}}/**/*.ts')])(
  '%s keeps no words of a language that may change',
  (file) => {
    expect(madeOnce(scriptOf(file))).toEqual([]);
  },
);

/** Of dialogs and windows of the system. */
const SHOWN = new Set(['title', 'message', 'detail', 'label', 'buttonLabel', 'buttons']);
/** Nobody sees this window; its name is what a print queue calls the job. */
const NAMES = new Set(["'Countertop – Printing'"]);

test.each(globSync('src-main/{electron,handlers,station}/**/*.ts'))(
  '%s names nothing on windows and dialogs in English alone',
  (file) => {
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
    const found: string[] = [];
    const literals = (node: ts.Node): void => {
      if (ts.isStringLiteralLike(node) && isWord(node.text)) found.push(node.getText());
      else if (ts.isArrayLiteralExpression(node)) node.elements.forEach(literals);
    };
    const visit = (node: ts.Node): void => {
      if (ts.isPropertyAssignment(node) && SHOWN.has(node.name.getText())) literals(node.initializer);
      ts.forEachChild(node, visit);
    };
    visit(source);
    expect(found.filter((name) => !NAMES.has(name))).toEqual([]);
  },
);

/** Words that the code puts side by side with a full stop or a colon of its own. */
const JOINED = /\.join\('[.:;]+ '\)|`[^`\n]*\}[.:;]+ \$\{[^`\n]*`/g;

test('what the code puts side by side has the marks of its language, which are other ones in Chinese', () => {
  const files = globSync(
    '{src-renderer/{till,customer},src-office/page,src-main/{words,handlers/views}}/**/*.{ts,svelte}',
  );
  const found = files.flatMap((file) =>
    (readFileSync(file, 'utf8').match(JOINED) ?? []).map((joined) => `${file}: ${joined}`),
  );
  expect(found).toEqual([]);
});
