/** What the office's door for people takes and tells, whoever asks. */
import { expect, test } from 'vitest';
import { onEachDatabase } from '../../support/office/databases.ts';
import { TODAY } from '../../support/office/page/made-up-shops.ts';
import { officeOn } from '../../support/office/page/office.ts';
import { withPeople } from './people-kit.ts';

const HOUR = 3_600_000;

onEachDatabase((tested) => {
  test('figures that nobody looks at keep nobody signed in', async () => {
    const office = await officeOn(tested().database);
    const browser = await (await withPeople(office)).as('owner');
    const reader = (await browser.get('/api/live')).body!.pipeThrough(new TextDecoderStream()).getReader();
    for (let hours = 0; hours < 3; hours += 1) {
      await reader.read();
      for (const path of ['/api/me', '/api/now']) await browser.get(path);
      office.after(HOUR);
    }
    while (!(await reader.read()).done);
    expect((await browser.get('/api/now')).status).toBe(401);
  });

  test('a NUL, which the database cannot store in a text, makes a bad request', async () => {
    const office = await officeOn(tested().database);
    const browser = await (await withPeople(office)).as('owner');
    for (const path of [
      '/api/find?q=%00',
      '/api/tills?store=%00',
      '/api/live?store=%00',
      '/api/payments/NORTH/a%00',
    ])
      expect([path, (await browser.get(path)).status]).toEqual([path, 400]);
    expect(office.errors).toEqual([]);
  });

  test('a name is tidied as those at the till are, and refused if nobody can see it', async () => {
    const office = await officeOn(tested().database);
    const browser = await (await withPeople(office)).as('owner');
    const named = async (name: string) => {
      const answer = await browser.post('/api/stores', { name });
      return answer.ok ? ((await answer.json()) as { name: string }).name : answer.status;
    };
    expect(await named(' Tee\u200bhaus\t am \u202eMarkt\u2028')).toBe('Teehaus am Markt');
    // The joiner in an emoji is no character that nobody sees.
    expect(await named('👩\u200d🍳')).toBe('👩\u200d🍳');
    for (const unseen of ['', '\u2800', '\u3164', '\u200d', 'x'.repeat(81)])
      expect([unseen, await named(unseen)]).toEqual([unseen, 400]);
  });

  test('what goes wrong in the database is logged, and not told to browsers', async () => {
    const { database } = tested();
    const office = await officeOn({
      ...database,
      query: (sql, values) =>
        sql.includes('FROM alerts')
          ? Promise.reject(new Error('no answer from db.internal'))
          : database.query(sql, values),
    });
    const browser = await (await withPeople(office)).as('owner');
    expect(await (await browser.get('/api/live')).text()).not.toContain('db.internal');
    expect(office.errors.map(String)).toEqual(['Error: no answer from db.internal']);
  });

  test('an export that cannot be finished ends as a failure, and why is logged, not sent', async () => {
    const { database } = tested();
    const office = await officeOn({
      ...database,
      query: (sql, values) =>
        sql.includes('FROM payments p')
          ? Promise.reject(new Error('no answer from db.internal'))
          : database.query(sql, values),
    });
    const browser = await (await withPeople(office)).as('owner');
    const file = await browser.get(`/api/export.csv?from=${TODAY}&to=${TODAY}`);
    await expect(file.text()).rejects.toThrow('The answer could not be finished');
    expect(office.errors.map(String)).toEqual(['Error: no answer from db.internal']);
  });

  test('an export ends as a failure once its person has signed out in another tab, or is blocked', async () => {
    const { database } = tested();
    let meanwhile = (): Promise<unknown> => Promise.resolve();
    const office = await officeOn({
      ...database,
      query: async (sql, values) => {
        if (sql.includes('FROM payments p')) await meanwhile();
        return database.query(sql, values);
      },
    });
    const { as, spare } = await withPeople(office);
    const owner = await as('owner');
    const leaving = await as('auditor');
    const blocked = office.browser();
    await blocked.signIn('Spare');
    for (const [browser, ends] of [
      [leaving, () => leaving.post('/api/sign-out')],
      [blocked, () => owner.post(`/api/people/${spare}/stop`)],
    ] as const) {
      meanwhile = ends;
      const file = await browser.get('/api/export.csv?from=2020-01-01&to=2020-01-01');
      await expect(file.text()).rejects.toThrow('The answer could not be finished');
    }
    expect(office.errors).toEqual([]);
  });

  test('a person gets ten exports a minute', async () => {
    const office = await officeOn(tested().database);
    const { as } = await withPeople(office);
    const [olga, max] = [await as('owner'), await as('manager')];
    const path = `/api/export.csv?from=${TODAY}&to=${TODAY}`;
    const statuses: number[] = [];
    for (let files = 0; files < 11; files += 1) statuses.push((await olga.get(path)).status);
    expect(statuses).toEqual([...Array<number>(10).fill(200), 429]);
    expect((await max.get(path)).status).toBe(200);
  });
});
