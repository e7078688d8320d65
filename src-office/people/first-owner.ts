/** The first account, created with a code that the office prints at its start. */
import { z } from 'zod';
import { makeCode, readCode, showCode } from '#domain/office/connect/enrolment-code.ts';
import type { Statements } from '../database/database.ts';
import type { PeopleParts } from './accounts.ts';
import { insertPerson, newPerson } from './accounts.ts';
import { writeAudit } from './audit.ts';
import type { Person } from './may.ts';
import { isWeak } from './passwords.ts';

const CODE_BYTES = 10;
const MAX_TRIES = 10;

export const hasAccounts = async ({ db }: { readonly db: Statements }): Promise<boolean> =>
  (await db.query('SELECT person FROM people LIMIT 1')).length > 0;

/**
 * A new code, to be printed; undefined once somebody has an account. If several processes print one, only the last is
 * valid.
 */
export const firstOwnerCode = async (parts: PeopleParts): Promise<string | undefined> => {
  if (await hasAccounts(parts)) return undefined;
  const code = makeCode(parts.outside.randomBytes(CODE_BYTES));
  const kept = await parts.passwords.hash(code);
  await parts.db.query(
    'INSERT INTO first_owner (one, code, tries) VALUES (1, $1, 0) ON CONFLICT (one) DO UPDATE SET code = $1, tries = 0',
    [kept],
  );
  return showCode(code);
};

const isHere = async (statements: Statements, person: string): Promise<boolean> =>
  (await statements.query('SELECT person FROM people WHERE person = $1', [person])).length > 0;

const codeRow = z.object({ code: z.string(), tries: z.int() });

/** Counts the try before checking it. Returns the code's hash, or undefined if the code is no longer valid. */
const countTry = ({ db }: PeopleParts): Promise<string | undefined> =>
  db.transaction(async (statements) => {
    const [row] = await statements.query('SELECT code, tries FROM first_owner WHERE one = 1 FOR UPDATE');
    const known = row && codeRow.parse(row);
    if (!known || known.tries >= MAX_TRIES) return undefined;
    await statements.query('UPDATE first_owner SET tries = tries + 1 WHERE one = 1');
    return known.code;
  });

export interface FirstOwner {
  readonly code: string;
  readonly name: string;
  readonly password: string;
}

export const makeFirstOwner = async (
  parts: PeopleParts,
  { code, name, password }: FirstOwner,
): Promise<Person | 'wrong-code' | 'expired-code' | 'weak-password'> => {
  const { db, outside, passwords } = parts;
  if (isWeak(password, name)) return 'weak-password';
  const kept = await countTry(parts);
  if (kept === undefined) return 'expired-code';
  if (!(await passwords.matches(readCode(code) ?? '', kept))) return 'wrong-code';
  const person = newPerson(outside, { name, role: 'owner', stores: null });
  const keptPassword = await passwords.hash(password);
  const at = outside.now();
  return db.transaction(async (statements) => {
    // If two people have the same code, the second waits here and finds it used. So does a retry after a commit whose
    // result was lost.
    const used = await statements.query(
      'SELECT code FROM first_owner WHERE one = 1 AND code = $1 FOR UPDATE',
      [kept],
    );
    if (used.length === 0) return (await isHere(statements, person.id)) ? person : 'expired-code';
    // A process that was just starting may have printed another code.
    if (await hasAccounts({ db: statements })) return 'expired-code';
    await statements.query('DELETE FROM first_owner WHERE one = 1');
    await insertPerson(statements, person, keptPassword, at);
    await writeAudit(statements, outside, { at, person, what: 'owner-made', about: name });
    return person;
  });
};
