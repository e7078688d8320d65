/** Which errors of a database lead to a repetition. */
import { expect, test } from 'vitest';
import { withRetries } from '../../../src-office/database/retry.ts';

const failing = (code: string) => {
  const tries = { count: 0 };
  const work = (): Promise<string> => {
    tries.count += 1;
    return tries.count > 1
      ? Promise.resolve('done')
      : Promise.reject(Object.assign(new Error('as the database says'), { code }));
  };
  return { tries, work };
};

test.each([
  ['two transactions conflicted', '40001'],
  ['a database does not know whether it has committed', '40003'],
  ['two transactions waited for each other', '40P01'],
  ['the server is going away', '57P01'],
  ['it is a standby still', '25006'],
])('what was to be done is done again if %s', async (_why, code) => {
  const { tries, work } = failing(code);
  expect(await withRetries(work)).toBe('done');
  expect(tries.count).toBe(2);
});

test.each(['23505', '22003', '42P01'])(
  'an error of the statement itself (%s) is not repeated',
  async (code) => {
    const { tries, work } = failing(code);
    await expect(withRetries(work)).rejects.toMatchObject({ code });
    expect(tries.count).toBe(1);
  },
);

test('a statement that a database does not answer in time is sent twice and no more: nobody waits any longer', async () => {
  let tries = 0;
  const work = (): Promise<never> => {
    tries += 1;
    return Promise.reject(new Error('Query read timeout'));
  };
  await expect(withRetries(work)).rejects.toThrow('Query read timeout');
  expect(tries).toBe(2);
});
