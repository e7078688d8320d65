/** Accounts that change while their password is being checked, which takes a quarter of a second. */
import { queryObjects } from 'node:v8';
import { expect, test } from 'vitest';
import { changeRole } from '../../../src-office/people/change-role.ts';
import { addAccount, setPassword, blockAccount } from '../../../src-office/people/accounts.ts';
import type { Passwords } from '../../../src-office/people/passwords.ts';
import { changePassword, signIn } from '../../../src-office/people/sign-in.ts';
import { findSession } from '../../../src-office/people/sessions.ts';
import { onEachDatabase } from '../../support/office/databases.ts';
import type { TestedOffice } from '../../support/office/page/office.ts';
import { GOOD_PASSWORD, officeOn } from '../../support/office/page/office.ts';

const NEW_PASSWORD = 'two cows in a barn';
const ADDRESS = '192.0.2.1';

/** Passwords; runs something once one was found correct, or was hashed. */
const slowly = (
  { parts }: TestedOffice,
  after: keyof Passwords,
  happens: () => Promise<unknown>,
): TestedOffice['parts'] => {
  const { passwords } = parts;
  const then = async <T>(work: Promise<T>): Promise<T> => {
    const answer = await work;
    await happens();
    return answer;
  };
  return {
    ...parts,
    passwords: {
      hash: (password) => (after === 'hash' ? then(passwords.hash(password)) : passwords.hash(password)),
      matches: (...given) =>
        after === 'matches' ? then(passwords.matches(...given)) : passwords.matches(...given),
    },
  };
};

onEachDatabase((tested) => {
  const opened = async () => {
    const office = await officeOn(tested().database);
    const owner = await office.owner();
    const anna = await office.person(owner, 'Anna', 'auditor', null);
    const sessions = async () =>
      Number((await office.db.query('SELECT count(*) AS n FROM sessions'))[0]!['n']);
    return { office, owner, anna, sessions };
  };
  const asAnna = { name: 'Anna', password: GOOD_PASSWORD, address: ADDRESS };

  test('a person who signs in while the owner sets another password is not signed in by the old one', async () => {
    const { office, owner, anna, sessions } = await opened();
    const parts = slowly(office, 'matches', () => setPassword(office.parts, owner, anna, NEW_PASSWORD));
    expect(await signIn(parts, asAnna)).toEqual({ is: 'wrong' });
    expect(await sessions()).toBe(0);
    expect(await signIn(office.parts, { ...asAnna, password: NEW_PASSWORD })).toMatchObject({ is: 'in' });
  });

  test('a person who is blocked while signing in is not signed in', async () => {
    const { office, owner, anna, sessions } = await opened();
    const parts = slowly(office, 'matches', () => blockAccount(office.parts, owner, anna));
    expect(await signIn(parts, asAnna)).toEqual({ is: 'wrong' });
    expect(await sessions()).toBe(0);
  });

  test('a person whose role changes while they sign in is told the new one', async () => {
    const { office, owner, anna } = await opened();
    const next = { role: 'owner', stores: null } as const;
    const parts = slowly(office, 'matches', () => changeRole(office.parts, owner, anna, next));
    expect(await signIn(parts, asAnna)).toMatchObject({ is: 'in', person: { name: 'Anna', role: 'owner' } });
  });

  test('after a sign-in and a reset at the same moment, no session by the old password remains, whichever came first', async () => {
    const { office, owner, anna } = await opened();
    const elsewhere = { ...office.parts, db: await tested().another() };
    for (let round = 0; round < 8; round += 1) {
      const [old, fresh] = round % 2 === 0 ? [GOOD_PASSWORD, NEW_PASSWORD] : [NEW_PASSWORD, GOOD_PASSWORD];
      const [entered] = await Promise.all([
        signIn(elsewhere, { ...asAnna, password: old }),
        setPassword(office.parts, owner, anna, fresh),
      ]);
      if (entered.is !== 'in') continue;
      const now = office.outside.now();
      expect(await findSession(office.db, entered.token, { now, isUse: false })).toBeUndefined();
    }
  });

  test('a person who changes their own password while the owner sets another changes nothing', async () => {
    const { office, owner, anna } = await opened();
    const entered = await signIn(office.parts, asAnna);
    const token = entered.is === 'in' ? entered.token : '';
    const session = (await findSession(office.db, token, { now: office.outside.now(), isUse: false }))!;
    const parts = slowly(office, 'hash', () => setPassword(office.parts, owner, anna, NEW_PASSWORD));
    const change = { old: GOOD_PASSWORD, new: 'nine geese by a lake', address: ADDRESS };
    expect(await changePassword(parts, session, change)).toEqual({ is: 'ended' });
    expect(await signIn(office.parts, { ...asAnna, password: NEW_PASSWORD })).toMatchObject({ is: 'in' });
  });

  test('an owner who is blocked meanwhile makes nobody an owner, and sets nobody a password', async () => {
    const { office, owner, anna } = await opened();
    const other = { ...owner, id: await office.person(owner, 'Otto', 'owner', null), name: 'Otto' };
    const parts = slowly(office, 'hash', () => blockAccount(office.parts, other, owner.id));
    const mallory = { name: 'Mallory', role: 'owner', stores: null } as const;
    expect(await addAccount(parts, owner, mallory, NEW_PASSWORD)).toBe('ended');
    expect(await setPassword(office.parts, owner, anna, NEW_PASSWORD)).toBe('ended');
    expect(await signIn(office.parts, asAnna)).toMatchObject({ is: 'in' });
  });

  test('if two owners block each other at the same moment, one remains', async () => {
    const { office, owner } = await opened();
    const other = { ...owner, id: await office.person(owner, 'Otto', 'owner', null), name: 'Otto' };
    const elsewhere = { ...office.parts, db: await tested().another() };
    const answers = await Promise.all([
      blockAccount(office.parts, owner, other.id),
      blockAccount(elsewhere, other, owner.id),
    ]);
    expect(answers.toSorted()).toEqual(['blocked', 'ended']);
  });

  test('a person’s live figures end when their password is changed or they are blocked', async () => {
    const { office, owner, anna } = await opened();
    for (const change of [
      () => setPassword(office.parts, owner, anna, GOOD_PASSWORD),
      () => blockAccount(office.parts, owner, anna),
    ]) {
      const browser = office.browser();
      await browser.signIn('Anna');
      const reader = (await browser.get('/api/live')).body!.getReader();
      await reader.read();
      await change();
      // Ends, or this would wait for ever.
      while (!(await reader.read()).done);
    }
  });

  test('the sessions of all live figures are looked up at once, not each by itself', async () => {
    const asked: unknown[] = [];
    const { database } = tested();
    const office = await officeOn({
      ...database,
      query: (sql, values) => {
        if (sql.includes('FROM sessions s')) asked.push(values?.[0]);
        return database.query(sql, values);
      },
    });
    await office.owner();
    const browsers = [office.browser(), office.browser(), office.browser()];
    for (const browser of browsers) await browser.signIn('Olga');
    const streams = await Promise.all(
      [...browsers, ...browsers].map(async (browser) => (await browser.get('/api/live')).body!.getReader()),
    );
    await Promise.all(streams.map((stream) => stream.read()));
    const before = asked.length;
    await expect.poll(() => asked.length).toBeGreaterThan(before + 5);
    const sessions = (await database.query('SELECT session FROM sessions')).map(({ session }) => session);
    for (const ids of asked.slice(before + 2)) expect([...(ids as string[])].sort()).toEqual(sessions.sort());
    await Promise.all(streams.map((stream) => stream.cancel()));
  });

  test('live figures whose database is gone say so while somebody looks, and end quietly where nobody does', async () => {
    const { database } = tested();
    let isGone = false;
    let refused = 0;
    const office = await officeOn({
      ...database,
      query: (sql, values) => {
        if (!isGone) return database.query(sql, values);
        refused += 1;
        return Promise.reject(new Error('the database is closed'));
      },
    });
    await office.owner();
    const browser = office.browser();
    await browser.signIn('Olga');
    const opened = async () => {
      const reader = (await browser.get('/api/live')).body!.getReader();
      await reader.read();
      return reader;
    };
    const left = await opened();
    isGone = true;
    await left.cancel();
    await expect.poll(() => refused).toBeGreaterThan(0);
    expect(office.errors).toEqual([]);
    isGone = false;
    const watched = await opened();
    isGone = true;
    while (!(await watched.read()).done);
    expect(office.errors.map(String)).toEqual(['Error: the database is closed']);
  });

  test('live figures that are open for long keep nothing of the seconds that have passed', async () => {
    const { database } = tested();
    let rounds = 0;
    const office = await officeOn({
      ...database,
      query: (sql, values) => {
        if (sql.includes('FROM sessions s')) rounds += 1;
        return database.query(sql, values);
      },
    });
    await office.owner();
    const browser = office.browser();
    await browser.signIn('Olga');
    const reader = (await browser.get('/api/live')).body!.getReader();
    await reader.read();
    // Each round has a map of its own.
    const mapsAfter = async (count: number): Promise<number> => {
      const until = rounds + count;
      await expect.poll(() => rounds).toBeGreaterThan(until);
      return queryObjects(Map, { format: 'count' });
    };
    const before = await mapsAfter(5);
    expect((await mapsAfter(100)) - before).toBeLessThan(50);
    await reader.cancel();
  });

  test('a session holds six streams, and a person twenty', async () => {
    const { office } = await opened();
    const statuses: number[] = [];
    const open: Response[] = [];
    for (let session = 0; session < 4; session += 1) {
      const browser = office.browser();
      await browser.signIn('Anna');
      for (let n = 0; n < 7; n += 1) open.push(await browser.get('/api/live'));
    }
    statuses.push(...open.map(({ status }) => status));
    const six = [...Array<number>(6).fill(200), 429];
    expect(statuses).toEqual([...six, ...six, ...six, 200, 200, ...Array<number>(5).fill(429)]);
    expect(open[6]!.headers.get('retry-after')).toBe('30');
    await Promise.all(open.filter(({ ok }) => ok).map(({ body }) => body!.cancel()));
  });
});
