/** Commits what somebody does at the office together with its line in the audit log. */
import type { Context } from 'hono';
import type { Statements } from '../../../database/database.ts';
import type { PeopleParts } from '../../../people/accounts.ts';
import type { Audited } from '../../../people/audit.ts';
import { writeAudit } from '../../../people/audit.ts';
import type { Person } from '../../../people/may.ts';
import { isUnchanged } from '../../../people/may-still.ts';
import { heldPeople } from '../../../people/person-row.ts';
import { notSignedIn } from '../guard.ts';
import type { REFUSALS } from './route.ts';
import { refused } from './route.ts';

/** Undefined: nothing was done, so nothing is logged. */
type Act<T> = (statements: Statements) => Promise<{ readonly done: T; readonly about: string } | undefined>;

/** Whoever was blocked or got another role was signed out, too. */
type Ended = 'ended';

/**
 * What was done; undefined if nothing was. `about`: names as they are at that time. 'ended': nothing is done for a person
 * who was blocked, or got another role or other stores, after the request came in: it may have waited for the database.
 */
export const acted = <T extends object>(
  { db, outside }: Pick<PeopleParts, 'db' | 'outside'>,
  person: Person,
  what: Audited,
  act: Act<T>,
): Promise<T | Ended | undefined> => {
  const at = outside.now();
  return db.transaction(async (statements) => {
    if (!isUnchanged(await heldPeople(statements, [person.id]), person)) return 'ended';
    const answer = await act(statements);
    if (!answer) return undefined;
    await writeAudit(statements, outside, { at, person, what, about: answer.about });
    return answer.done;
  });
};

/** Tells a page what was done or, if nothing was, why. */
export const answerOf = (
  parts: Pick<PeopleParts, 'db'>,
  c: Context,
  done: object | Ended | undefined,
  nothing: keyof typeof REFUSALS = 'unknown',
): Response | Promise<Response> => {
  if (done === 'ended') return notSignedIn(parts, c);
  return done ? c.json(done) : refused(c, nothing);
};
