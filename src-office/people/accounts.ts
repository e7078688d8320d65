/** Accounts, as the owner manages them. */
import { z } from 'zod';
import type { Database, Statements } from '../database/database.ts';
import type { Account, Role } from '../views/sign-in-views.ts';
import { writeAudit } from './audit.ts';
import { foldedName } from './lockout.ts';
import type { Person } from './may.ts';
import { mayStill } from './may-still.ts';
import type { Passwords } from './passwords.ts';
import { isWeak } from './passwords.ts';
import type { Outside } from '../outside.ts';
import { heldPeople, personColumns, personRow, storesText } from './person-row.ts';
import { endAllOf } from './sessions.ts';

export interface PeopleParts {
  readonly db: Database;
  readonly outside: Outside;
  readonly passwords: Passwords;
}

const ID_BYTES = 12;

export interface NewAccount {
  readonly name: string;
  readonly role: Role;
  readonly stores: readonly string[] | null;
}

/** False if the name is taken. Call in a transaction. */
export const insertPerson = async (
  statements: Statements,
  person: Person,
  password: string,
  now: number,
): Promise<boolean> => {
  const { id, name, role, stores } = person;
  await statements.query(
    `INSERT INTO people (person, name, folded_name, role, stores, password, made_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
    [id, name, foldedName(name), role, storesText(stores), password, now],
  );
  return (await statements.query('SELECT person FROM people WHERE person = $1', [id])).length > 0;
};

export const newPerson = (outside: Outside, account: NewAccount): Person => ({
  ...account,
  id: Buffer.from(outside.randomBytes(ID_BYTES)).toString('base64url'),
});

const named = z.object({ name: z.string() });

/** The stores' current names. */
const storeNames = async (
  statements: Statements,
  stores: readonly string[] | null,
): Promise<readonly string[]> => {
  if (stores === null) return [];
  const rows = await statements.query('SELECT name FROM stores WHERE store = ANY($1) ORDER BY name', [
    stores,
  ]);
  return rows.map((one) => named.parse(one).name);
};

const standing = z.object({ stopped_at: z.int().nullable(), signed_in_at: z.int().nullable() });

const accountOf = (row: unknown): Account => {
  const { stopped_at, signed_in_at } = standing.parse(row);
  return { ...personRow.parse(row), stopped: stopped_at !== null, signedInAt: signed_in_at };
};

export const readAccounts = async (statements: Statements): Promise<readonly Account[]> => {
  const rows = await statements.query(
    `SELECT ${personColumns('p')}, p.stopped_at, p.signed_in_at FROM people p ORDER BY p.folded_name`,
  );
  return rows.map(accountOf);
};

/** Hashing a password is slow, and so may the database be; meanwhile whoever changes an account may have lost their own. */
type Ended = 'ended';

export const addAccount = async (
  { db, outside, passwords }: PeopleParts,
  by: Person,
  added: NewAccount,
  password: string,
): Promise<{ readonly id: string } | 'weak-password' | 'name-taken' | Ended> => {
  if (isWeak(password, added.name)) return 'weak-password';
  const person = newPerson(outside, added);
  const kept = await passwords.hash(password);
  const at = outside.now();
  return db.transaction(async (statements) => {
    if (!mayStill(await heldPeople(statements, [by.id]), by, 'run-people')) return 'ended';
    if (!(await insertPerson(statements, person, kept, at))) return 'name-taken';
    await writeAudit(statements, outside, {
      at,
      person: by,
      what: 'person-added',
      about: [added.name, added.role, ...(await storeNames(statements, added.stores))].join(', '),
    });
    return { id: person.id };
  });
};

/**
 * Blocks a person, signs them out everywhere and ends the codes they have made. Not oneself, and not by somebody who is being blocked at the same
 * moment, so that one owner is left. 'unknown': there is no such person.
 */
export const blockAccount = (
  { db, outside }: PeopleParts,
  by: Person,
  id: string,
): Promise<'blocked' | 'unknown' | Ended> =>
  db.transaction(async (statements) => {
    const people = await heldPeople(statements, [by.id, id]);
    if (!mayStill(people, by, 'run-people')) return 'ended';
    const blocked = people.get(id)?.person;
    if (!blocked || id === by.id) return 'unknown';
    const at = outside.now();
    await statements.query('UPDATE people SET stopped_at = $2 WHERE person = $1', [id, at]);
    await endAllOf(statements, id);
    await writeAudit(statements, outside, { at, person: by, what: 'person-stopped', about: blocked.name });
    return 'blocked';
  });

/** Sets the password of somebody who has forgotten theirs, or whose password others know. */
export const setPassword = async (
  { db, outside, passwords }: PeopleParts,
  by: Person,
  id: string,
  password: string,
): Promise<'set' | 'weak-password' | 'unknown' | Ended> => {
  const [row] = await db.query(`SELECT ${personColumns('p')} FROM people p WHERE person = $1`, [id]);
  if (!row) return 'unknown';
  const { name: about } = personRow.parse(row);
  if (isWeak(password, about)) return 'weak-password';
  const kept = await passwords.hash(password);
  return db.transaction(async (statements) => {
    const people = await heldPeople(statements, [by.id, id]);
    if (!mayStill(people, by, 'run-people')) return 'ended';
    if (!people.has(id)) return 'unknown';
    await statements.query('UPDATE people SET password = $2 WHERE person = $1', [id, kept]);
    await endAllOf(statements, id);
    await writeAudit(statements, outside, { at: outside.now(), person: by, what: 'password-set', about });
    return 'set';
  });
};
