/** What somebody does at the office, and the audit log's line of it: both are kept, or neither. */
import type { Statements } from '../../../database/database.ts';
import type { PeopleParts } from '../../../people/accounts.ts';
import type { Audited } from '../../../people/audit.ts';
import { writeAudit } from '../../../people/audit.ts';
import type { Person } from '../../../people/may.ts';

/** Undefined: nothing was done, and nothing is to be noted. */
type Act<T> = (statements: Statements) => Promise<{ readonly done: T; readonly about: string } | undefined>;

/** What was done; undefined where nothing was. `about`: names, as they are at this time. */
export const acted = <T>(
  { db, outside }: Pick<PeopleParts, 'db' | 'outside'>,
  person: Person,
  what: Audited,
  act: Act<T>,
): Promise<T | undefined> => {
  const at = outside.now();
  return db.transaction(async (statements) => {
    const answer = await act(statements);
    if (!answer) return undefined;
    await writeAudit(statements, outside, { at, person, what, about: answer.about });
    return answer.done;
  });
};
