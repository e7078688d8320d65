/** Signing in and out, and one's own password. */
import { z } from 'zod';
import type { Statements } from '../database/database.ts';
import type { PeopleParts } from './accounts.ts';
import { writeAudit } from './audit.ts';
import { countRight, countTry, foldedName, triedBy } from './lockout.ts';
import type { Person } from './may.ts';
import { isWeak } from './passwords.ts';
import { personColumns, personRow } from './person-row.ts';
import type { Session } from './sessions.ts';
import { endSession, endSessionsOf, startSession } from './sessions.ts';

export interface SignIn {
  readonly name: string;
  readonly password: string;
  /** Where it comes from. */
  readonly address: string;
}

export type SignedIn =
  | { readonly is: 'in'; readonly person: Person; readonly token: string }
  | { readonly is: 'wrong' }
  | { readonly is: 'locked'; readonly waitMs: number };

const kept = z.object({ password: z.string() }).loose();

const findByName = async ({ db }: PeopleParts, name: string) => {
  const [row] = await db.query(
    `SELECT ${personColumns('p')}, p.password FROM people p WHERE p.folded_name = $1 AND p.stopped_at IS NULL`,
    [foldedName(name)],
  );
  return row && { person: personRow.parse(row), password: kept.parse(row).password };
};

export const openSession = (
  { db, outside }: PeopleParts,
  person: Person,
  alsoIn: (statements: Statements) => Promise<void>,
): Promise<string> =>
  db.transaction(async (statements) => {
    const at = outside.now();
    await alsoIn(statements);
    await statements.query('UPDATE people SET signed_in_at = $2 WHERE person = $1', [person.id, at]);
    await writeAudit(statements, outside, { at, person, what: 'signed-in', about: '' });
    return startSession(statements, outside, person.id, at);
  });

/** What strangers type stays out of the audit log unless it is somebody's name: it may be a password. */
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
  const waitMs = await parts.db.transaction((statements) => countTry(statements, tried, parts.outside.now()));
  if (waitMs > 0) return { is: 'locked', waitMs };
  const found = await findByName(parts, name);
  if (!(await parts.passwords.matches(password, found?.password ?? null)) || !found) {
    await refuse(parts, found, address);
    return { is: 'wrong' };
  }
  const token = await openSession(parts, found.person, (statements) => countRight(statements, tried));
  return { is: 'in', person: found.person, token };
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
  { readonly is: 'changed' | 'wrong' | 'weak-password' } | { readonly is: 'locked'; readonly waitMs: number };

/** One's own; whoever else is signed in by the old one is signed out. */
export const changePassword = async (
  parts: PeopleParts,
  { person, id }: Session,
  change: PasswordChange,
): Promise<PasswordChanged> => {
  const { db, outside, passwords } = parts;
  if (isWeak(change.new, person.name)) return { is: 'weak-password' };
  const tried = triedBy(person.name, change.address);
  const waitMs = await db.transaction((statements) => countTry(statements, tried, outside.now()));
  if (waitMs > 0) return { is: 'locked', waitMs };
  const found = await findByName(parts, person.name);
  if (!(await passwords.matches(change.old, found?.password ?? null))) return { is: 'wrong' };
  const hash = await passwords.hash(change.new);
  return db.transaction(async (statements) => {
    await countRight(statements, tried);
    await statements.query('UPDATE people SET password = $2 WHERE person = $1', [person.id, hash]);
    await endSessionsOf(statements, person.id, id);
    await writeAudit(statements, outside, { at: outside.now(), person, what: 'password-changed', about: '' });
    return { is: 'changed' };
  });
};
