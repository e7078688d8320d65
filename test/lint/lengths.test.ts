/** One idea per file, one step per function: lint limits the longest ones, this test the usual ones. */
import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, test } from 'vitest';

/** Lines, at most. */
interface Budget {
  readonly median: number;
  readonly p95: number;
}

const FUNCTIONS: Budget = { median: 9, p95: 35 };
const FILES: Readonly<Record<string, Budget>> = {
  'src-main/**/*.ts': { median: 70, p95: 200 },
  'src-office/**/*.ts': { median: 70, p95: 200 },
  'src-renderer/**/*.ts': { median: 70, p95: 200 },
  'src-{office,renderer}/**/*.svelte': { median: 70, p95: 150 },
  'scripts/**/*.{ts,mjs}': { median: 70, p95: 200 },
  // A test tells its case from beginning to end.
  'test/**/*.ts': { median: 90, p95: 240 },
};

const lengthsOf = (lengths: readonly number[]): Budget => {
  const sorted = lengths.toSorted((one, other) => one - other);
  const at = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? 0;
  return { median: at(0.5), p95: at(0.95) };
};

/** Which of them exceed their budget, such as 'median 71'. */
const over = (lengths: readonly number[], budget: Budget): readonly string[] => {
  const found = lengthsOf(lengths);
  const which = (['median', 'p95'] as const).filter((one) => found[one] > budget[one]);
  return which.map((one) => `${one} ${found[one]}`);
};

const linesOf = (text: string): number => text.trimEnd().split('\n').length;

/** The script of a component; the whole of any other file. */
const programOf = (path: string, text: string): string =>
  path.endsWith('.svelte') ? (/<script[^>]*>(.*?)<\/script>/s.exec(text)?.[1] ?? '') : text;

/** The length of each named function and method. */
const functionsIn = (program: string): readonly number[] => {
  const lengths: number[] = [];
  const file = ts.createSourceFile('a.ts', program, ts.ScriptTarget.Latest, true);
  const visit = (node: ts.Node): void => {
    const isNamed =
      ts.isFunctionLike(node) && (node.name !== undefined || ts.isVariableDeclaration(node.parent));
    if (isNamed && 'body' in node && node.body) lengths.push(linesOf(node.getText(file)));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return lengths;
};

test.each(Object.entries(FILES))(
  'the usual file of %s is short, and so are its functions',
  (glob, budget) => {
    const files = globSync(glob).map((path) => ({ path, text: readFileSync(path, 'utf8') }));
    expect(files.length).toBeGreaterThan(40);
    expect(
      over(
        files.map(({ text }) => linesOf(text)),
        budget,
      ),
    ).toEqual([]);
    const functions = files.flatMap(({ path, text }) => functionsIn(programOf(path, text)));
    expect(functions.length).toBeGreaterThan(100);
    expect(over(functions, FUNCTIONS)).toEqual([]);
  },
);

test('half of the files over the median are too many, and so is one in ten over the 95th percentile', () => {
  const budget = { median: 2, p95: 4 };
  expect(over([1, 1, 2, 2, 4, 4], budget)).toEqual([]);
  expect(over([1, 1, 3, 3], budget)).toEqual(['median 3']);
  expect(over([...Array<number>(9).fill(1), 5], budget)).toEqual(['p95 5']);
});

test('functions and methods are measured, with what they contain; functions without a name are not', () => {
  const program = [
    'const a = () => {',
    '  b(() => {',
    '  });',
    '};',
    'class C { d() {} }',
    'type E = () => void',
  ];
  expect(functionsIn(program.join('\n'))).toEqual([4, 1]);
  expect(programOf('A.svelte', '<script lang="ts">\nlet a;\n</script>\n<p></p>')).toBe('\nlet a;\n');
});
