import { expect, test } from 'vitest';
import type { Value } from '../../../src-office/database/database.ts';
import { insertInto } from '../../../src-office/database/insert.ts';
import { onEachDatabase } from '../../support/office/databases.ts';

const insertEvents = insertInto({
  table: 'events',
  columns: {
    sequence: 'bigint',
    at: 'bigint',
    reference: 'text',
    type: 'text',
    payload: 'text',
    hash: 'text',
  },
  onConflict: { key: ['station', 'sequence'], update: ['payload'] },
});
const row = (sequence: number, payload: string) => ({
  sequence,
  at: 1,
  reference: 'house',
  type: 'exported',
  payload,
  hash: 'h',
});

test('the text of a row that comes alone, which may be millions of characters, is sent as it is and not in a list', () => {
  const sent: (readonly Value[])[] = [];
  insertEvents({ write: (_sql, values) => void sent.push(values) }, 's-1', [row(1, '"long"')]);
  expect(sent).toEqual([['s-1', 1, 1, 'house', 'exported', '"long"', 'h']]);
});

onEachDatabase((tested) => {
  test('no row, one and many are inserted, and those that are there already updated', async () => {
    const { database } = tested();
    const written = [[], [row(1, '"a\\"')], [row(1, '{"b":1}')], [row(1, 'c'), row(2, "'d")], [row(2, 'e')]];
    for (const rows of written)
      await database.transaction((statements) => {
        insertEvents(statements, 's-1', rows);
        return Promise.resolve();
      });
    expect(await database.query('SELECT sequence, payload FROM events ORDER BY sequence')).toEqual([
      { sequence: 1, payload: 'c' },
      { sequence: 2, payload: 'e' },
    ]);
  });
});
