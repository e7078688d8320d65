/**
 * An office with an owner's page, as browsers reach it, with the test's own database, clock and randomness.
 */
import { createHash } from 'node:crypto';
import type { Hono } from 'hono';
import type { Database } from '../../../../src-office/database/database.ts';
import type { Connection } from '../../../../src-office/doors/caller.ts';
import { officePage } from '../../../../src-office/doors/owner/office-page.ts';
import type { PeopleParts } from '../../../../src-office/people/accounts.ts';
import { addAccount } from '../../../../src-office/people/accounts.ts';
import { firstOwnerCode, makeFirstOwner } from '../../../../src-office/people/first-owner.ts';
import type { Person } from '../../../../src-office/people/may.ts';
import { passwordsBy } from '../../../../src-office/people/passwords.ts';
import type { Me, Role } from '../../../../src-office/views/sign-in-views.ts';

/** 2026-11-30 12:00 UTC, a Monday. */
export const NOON = Date.UTC(2026, 10, 30, 12);

export const GOOD_PASSWORD = 'four sheep on a hill';

/** The same for the same test, and different each time it is asked. */
const countedChance = () => {
  let count = 0;
  return (bytes: number): Uint8Array => {
    count += 1;
    return createHash('shake256', { outputLength: bytes }).update(String(count)).digest();
  };
};

export const HOME: Connection = { address: '192.0.2.1', isTls: false };

/** `page`: the folder of the built page; none by default. */
export const officeOn = async (db: Database, page = 'nowhere') => {
  const time = { now: NOON };
  const outside = { now: () => time.now, randomBytes: countedChance() };
  // Like real passwords, but cheap.
  const passwords = passwordsBy(outside, { logN: 4, r: 8, p: 1 });
  const parts: PeopleParts = { db, outside, passwords };
  const errors: unknown[] = [];
  /** Tills that were told that they are no longer let in. */
  const told: string[] = [];
  let from = HOME;
  const app = await officePage({
    ...parts,
    connectionOf: () => from,
    pause: () => new Promise((resolve) => setTimeout(resolve, 5)),
    page,
    revoked: (station) => Promise.resolve(void told.push(station)),
    log: (error) => errors.push(error),
  });
  return {
    app,
    db,
    parts,
    outside,
    errors,
    told,
    after: (ms: number) => void (time.now += ms),
    connectFrom: (connection: Connection) => void (from = connection),
    browser: () => browserOf(app),
    /** The owner, made by the code that the office prints. */
    owner: async (): Promise<Person> => {
      const code = (await firstOwnerCode(parts)) ?? '';
      const person = await makeFirstOwner(parts, { code, name: 'Olga', password: GOOD_PASSWORD });
      if (typeof person === 'string') throw new Error(person);
      return person;
    },
    person: async (
      by: Person,
      name: string,
      role: Role,
      stores: readonly string[] | null,
    ): Promise<string> => {
      const made = await addAccount(parts, by, { name, role, stores }, GOOD_PASSWORD);
      if (typeof made === 'string') throw new Error(made);
      return made.id;
    },
  };
};

export type TestedOffice = Awaited<ReturnType<typeof officeOn>>;

/** What a browser keeps between requests. */
const browserOf = (app: Hono) => {
  let cookie = '';
  let csrf = '';
  const send = async (
    path: string,
    init: Omit<RequestInit, 'headers'> & { headers?: Readonly<Record<string, string>> },
  ) => {
    const response = await app.request(path, { ...init, headers: { cookie, ...init.headers } });
    const given = response.headers.get('set-cookie');
    if (given !== null) cookie = given.split(';', 1)[0] ?? '';
    return response;
  };
  const post = (path: string, body: object = {}, headers: Record<string, string> = {}) =>
    send(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', 'x-csrf': csrf, ...headers },
    });
  const remember = async (response: Response): Promise<Response> => {
    if (response.ok) ({ csrf } = (await response.clone().json()) as Me);
    return response;
  };
  return {
    get: (path: string, headers: Record<string, string> = {}) => send(path, { headers }),
    post,
    read: async <T>(path: string): Promise<T> => (await (await send(path, {})).json()) as T,
    signIn: async (name: string, password: string = GOOD_PASSWORD) =>
      remember(await post('/api/sign-in', { name, password })),
    first: async (code: string, name: string, password: string = GOOD_PASSWORD) =>
      remember(await post('/api/first', { code, name, password })),
    cookie: () => cookie,
    csrf: () => csrf,
  };
};
