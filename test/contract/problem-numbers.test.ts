/** The numbers by which people name problems on the telephone; each is given once, for good. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { PROBLEM_CODES } from '#contract/problem.ts';
import { problemNumber, PROBLEMS_BY_NUMBER } from '#contract/problem-numbers.ts';

/** Every number ever given, and its problem. Lines are only added; none is removed or changed. */
const GIVEN = new Map(
  readFileSync(new URL('given-numbers.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): [number, string] => [Number(line.slice(0, 3)), line.slice(4)]),
);

describe('the number of a problem', () => {
  test('every problem has one, of three digits', () => {
    expect(PROBLEMS_BY_NUMBER.toSorted()).toEqual([...PROBLEM_CODES].toSorted());
    for (const code of PROBLEM_CODES) expect(String(problemNumber(code)), code).toMatch(/^[1-9]\d\d$/);
  });

  test('no two problems have the same', () => {
    expect(new Set(PROBLEM_CODES.map(problemNumber)).size).toBe(PROBLEM_CODES.length);
  });

  test('keeps the number it was once given, and no other problem gets it', () => {
    const now = PROBLEMS_BY_NUMBER.map((code): [number, string] => [problemNumber(code), code]);
    expect(now.filter(([number, code]) => GIVEN.get(number) !== code)).toEqual([]);
    expect(new Set(GIVEN.values()).size).toBe(GIVEN.size);
  });
});
