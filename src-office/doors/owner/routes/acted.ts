/** Commits what somebody does at the office together with its line in the audit log. */
import type { Statements } from '../../../database/database.ts';
import type { PeopleParts } from '../../../people/accounts.ts';
import type { Audited } from '../../../people/audit.ts';
import { writeAudit } from '../../../people/audit.ts';
import type { Person } from '../../../people/may.ts';
import { isUnchanged } from '../../../people/may-still.ts';
import { heldPeople } from '../../../people/person-row.ts';

/** Undefined: nothing was done, so nothing is logged. */
type Act<T> = (statements: Statements) => Promise<{ readonly done: T; readonly about: string } | undefined>;

/**
 * What was done; undefined if nothing was. `about`: names as they are at that time. Nothing is done for a person who was
 * blocked, or got another role or other stores, after the request came in: it may have waited for the database.
 */
export const acted = <T>(
  { db, outside }: Pick<PeopleParts, 'db' | 'outside'>,
  person: Person,
  what: Audited,
  act: Act<T>,
): Promise<T | undefined> => {
  const at = outside.now();
  return db.transaction(async (statements) => {
    if (!isUnchanged(await heldPeople(statements, [person.id]), person)) return undefined;
    const answer = await act(statements);
    if (!answer) return undefined;
    await writeAudit(statements, outside, { at, person, what, about: answer.about });
    return answer.done;
  });
};
