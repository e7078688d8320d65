import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import type { Database, Transaction } from '../../../src-office/database/database.ts';
import { onEachDatabase } from '../../support/office/databases.ts';

onEachDatabase((tested) => {
  test('integers and their sums are returned as numbers, lists and texts unchanged', async () => {
    const { database } = tested();
    const texts = ['x"\\{,}', null, '', '店'];
    expect(
      await database.query(
        'SELECT text, number FROM unnest($1::text[], $2::bigint[]) AS pairs (text, number)',
        [texts, [1_764_000_000_000, null, 3, -4]],
      ),
    ).toEqual([
      { text: 'x"\\{,}', number: 1_764_000_000_000 },
      { text: null, number: null },
      { text: '', number: 3 },
      { text: '店', number: -4 },
    ]);
    expect(await database.query('SELECT sum(n) AS sum FROM unnest($1::bigint[]) AS n', [[1, 2]])).toEqual([
      { sum: 3 },
    ]);
  });

  test('half of a surrogate pair is stored as the replacement character', async () => {
    const { database } = tested();
    expect(
      await database.query('SELECT $1::text AS one, text FROM unnest($2::text[]) AS texts (text)', [
        '店\udd80\ud83e',
        ['店\udd80\ud83e', '🧾'],
      ]),
    ).toEqual([
      { one: '店\ufffd\ufffd', text: '店\ufffd\ufffd' },
      { one: '店\ufffd\ufffd', text: '🧾' },
    ]);
  });

  test('a transaction that fails changes nothing', async () => {
    const { database } = tested();
    const work = database.transaction(async ({ query }) => {
      await query("INSERT INTO stores VALUES ('s', 'One', 0)");
      throw new Error('on purpose');
    });
    await expect(work).rejects.toThrow('on purpose');
    expect(await database.query('SELECT * FROM stores')).toEqual([]);
  });

  test('what is written without waiting is there for the next query', async () => {
    const { database } = tested();
    const names = await database.transaction(({ query, write }) => {
      write('INSERT INTO stores VALUES ($1, $2, 0)', ['s', 'One']);
      write('UPDATE stores SET name = $1', ['Two']);
      return query('SELECT name FROM stores');
    });
    expect(names).toEqual([{ name: 'Two' }]);
  });

  test('a write that fails undoes its transaction, whether or not anything follows it, and says why', async () => {
    const { database } = tested();
    const failing =
      (isFollowed: boolean) =>
      ({ query, write }: Transaction): Promise<unknown> => {
        write('INSERT INTO stores VALUES ($1, $2, 0)', ['s', 'One']);
        write('UPDATE nonsense SET name = $1', ['Two']);
        write('UPDATE stores SET name = $1', ['Two']);
        return isFollowed ? query('SELECT name FROM stores') : Promise.resolve();
      };
    for (const isFollowed of [false, true])
      await expect(database.transaction(failing(isFollowed))).rejects.toThrow('nonsense');
    expect(await database.query('SELECT * FROM stores')).toEqual([]);
  });

  test('an error, which is logged, contains no parameters of its query', async () => {
    const failed: unknown = await tested()
      .database.query('SELECT 1 / 0, $1::text', ['a secret'])
      .catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(Error);
    expect(inspect(failed, { depth: null, showHidden: true })).not.toContain('a secret');
  });

  test('a query that is locked out of a row waits for it', async () => {
    const { database, another } = tested();
    const second = await another();
    await database.query("INSERT INTO tries VALUES ('a', 0, 0)");
    const add = (one: Database): Promise<void> =>
      one.transaction(async ({ query }) => {
        const [row] = await query("SELECT count FROM tries WHERE address = 'a' FOR UPDATE");
        await query("UPDATE tries SET count = $1 WHERE address = 'a'", [Number(row?.['count']) + 1]);
      });
    await Promise.all(Array.from({ length: 10 }, (_, n) => add(n % 2 ? database : second)));
    expect(await database.query('SELECT count FROM tries')).toEqual([{ count: 10 }]);
  });
});
