/**
 * An owner's account made by whoever runs the office's computer: no owner may be left who knows their password.
 */
import { lettersOf } from '#domain/installation/letters.ts';
import { showCode } from '#domain/office/connect/enrolment-code.ts';
import type { PeopleParts } from './accounts.ts';
import { insertPerson, newPerson } from './accounts.ts';
import { writeAudit } from './audit.ts';

const PASSWORD_LETTERS = 20;

/** Returns the password, which nobody can read again; undefined if somebody has the name. */
export const makeOwner = async (
  { db, outside, passwords }: PeopleParts,
  name: string,
): Promise<string | undefined> => {
  const person = newPerson(outside, { name, role: 'owner', stores: null });
  const password = showCode(lettersOf(outside.randomBytes(PASSWORD_LETTERS)));
  const kept = await passwords.hash(password);
  const at = outside.now();
  return db.transaction(async (statements) => {
    if (!(await insertPerson(statements, person, kept, at))) return undefined;
    await writeAudit(statements, outside, { at, person: null, what: 'owner-made', about: name });
    return password;
  });
};
