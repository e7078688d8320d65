/** Signing in and out, and changing one's own password. */
import type { Statements } from '../database/database.ts';
import type { PeopleParts } from './accounts.ts';
import { writeAudit } from './audit.ts';
import { countRight, countTry, foldedName, triedBy } from './lockout.ts';
import type { Person } from './may.ts';
import { isWeak } from './passwords.ts';
import type { HeldPerson } from './person-row.ts';
import { heldColumns, heldOf, heldPeople } from './person-row.ts';
import type { Session } from './sessions.ts';
import { endSession, endSessionsOf, isSession, startSession } from './sessions.ts';

export interface SignIn {
  readonly name: string;
  readonly password: string;
  /** The address that the try comes from. */
  readonly address: string;
}

export type SignedIn =
  | { readonly is: 'in'; readonly person: Person; readonly token: string }
  | { readonly is: 'wrong' }
  | { readonly is: 'locked'; readonly waitMs: number };

const findByName = async ({ db }: PeopleParts, name: string): Promise<HeldPerson | undefined> => {
  const [row] = await db.query(
    `SELECT ${heldColumns} FROM people p WHERE p.folded_name = $1 AND p.stopped_at IS NULL`,
    [foldedName(name)],
  );
  return row && heldOf(row);
};

/**
 * The person as they are now, if this is still their password: while it was being checked, the owner may have set another,
 * or given them another role.
 */
const still = async (
  statements: Statements,
  { person, password }: HeldPerson,
): Promise<Person | undefined> => {
  const held = (await heldPeople(statements, [person.id])).get(person.id);
  return held?.password === password ? held.person : undefined;
};

/** Call in a transaction that holds the person. */
const openSession = async (
  statements: Statements,
  { outside }: PeopleParts,
  person: Person,
  at: number,
): Promise<string> => {
  await statements.query('UPDATE people SET signed_in_at = $2 WHERE person = $1', [person.id, at]);
  await writeAudit(statements, outside, { at, person, what: 'signed-in', about: '' });
  return startSession(statements, outside, person.id, at);
};

/** Signs in the first owner, whose account was just created. */
export const firstSession = (parts: PeopleParts, person: Person): Promise<string> => {
  const at = parts.outside.now();
  return parts.db.transaction((statements) => openSession(statements, parts, person, at));
};

/** A name that strangers type is logged only if somebody has it: it may be a password. */
const refuse = async (
  { db, outside }: PeopleParts,
  found: { readonly person: Person } | undefined,
  address: string,
): Promise<void> => {
  const about = found ? `${found.person.name}, ${address}` : address;
  await writeAudit(db, outside, { at: outside.now(), person: null, what: 'sign-in-refused', about });
};

export const signIn = async (parts: PeopleParts, { name, password, address }: SignIn): Promise<SignedIn> => {
  const tried = triedBy(name, address);
  const counted = await parts.db.transaction((statements) =>
    countTry(statements, tried, parts.outside.now()),
  );
  if (counted.is === 'locked') return counted;
  const found = await findByName(parts, name);
  const isRight = await parts.passwords.matches(password, found?.password ?? null);
  const at = parts.outside.now();
  const entered =
    found &&
    isRight &&
    (await parts.db.transaction(async (statements) => {
      const person = await still(statements, found);
      if (!person) return undefined;
      await countRight(statements, tried, counted);
      return { person, token: await openSession(statements, parts, person, at) };
    }));
  if (entered) return { is: 'in', ...entered };
  await refuse(parts, found, address);
  return { is: 'wrong' };
};

export const signOut = ({ db, outside }: PeopleParts, { person, id }: Session): Promise<void> =>
  db.transaction(async (statements) => {
    await endSession(statements, id);
    await writeAudit(statements, outside, { at: outside.now(), person, what: 'signed-out', about: '' });
  });

export interface PasswordChange {
  readonly old: string;
  readonly new: string;
  readonly address: string;
}

export type PasswordChanged =
  | { readonly is: 'changed' | 'wrong' | 'weak-password' | 'ended' }
  | { readonly is: 'locked'; readonly waitMs: number };

/** Changes one's own password, and ends all other sessions of that person. 'ended': they were signed out meanwhile. */
export const changePassword = async (
  parts: PeopleParts,
  { person, id }: Session,
  change: PasswordChange,
): Promise<PasswordChanged> => {
  const { db, outside, passwords } = parts;
  if (isWeak(change.new, person.name)) return { is: 'weak-password' };
  const tried = triedBy(person.name, change.address);
  const counted = await db.transaction((statements) => countTry(statements, tried, outside.now()));
  if (counted.is === 'locked') return counted;
  const found = await findByName(parts, person.name);
  if (!(await passwords.matches(change.old, found?.password ?? null)) || !found) return { is: 'wrong' };
  const hash = await passwords.hash(change.new);
  return db.transaction(async (statements): Promise<PasswordChanged> => {
    if (!(await still(statements, found)) || !(await isSession(statements, id))) return { is: 'ended' };
    await countRight(statements, tried, counted);
    await statements.query('UPDATE people SET password = $2 WHERE person = $1', [person.id, hash]);
    await endSessionsOf(statements, person.id, id);
    await writeAudit(statements, outside, { at: outside.now(), person, what: 'password-changed', about: '' });
    return { is: 'changed' };
  });
};
