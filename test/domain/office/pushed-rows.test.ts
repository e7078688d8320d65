import { expect, test } from 'vitest';
import { MAX_PUSH_ROWS, pushedRows } from '#domain/office/push.ts';
import { journalPart } from '#domain/office/restoring.ts';

const row = [1_795_000_000_000, 'house', 'exported', '{}'];
const rows = (count: number): readonly unknown[] => Array.from({ length: count }, () => row);

test('as many rows as a push has come through, as they are', () => {
  expect(pushedRows.parse(rows(MAX_PUSH_ROWS))).toEqual(rows(MAX_PUSH_ROWS));
  expect(journalPart.parse({ rows: rows(MAX_PUSH_ROWS) }).rows).toHaveLength(MAX_PUSH_ROWS);
});

test('of more rows not one is looked at, be it a push or a part of a journal', () => {
  const given = Array.from({ length: MAX_PUSH_ROWS + 1 }, () => null);
  for (const refused of [pushedRows.safeParse(given), journalPart.safeParse({ rows: given })])
    expect(refused.error?.issues.map(({ code }) => code)).toEqual(['too_big']);
});
