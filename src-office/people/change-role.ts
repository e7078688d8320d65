/** Lets an owner change what somebody may see and do. */
import { z } from 'zod';
import type { Statements } from '../database/database.ts';
import type { NewAccount, PeopleParts } from './accounts.ts';
import { writeAudit } from './audit.ts';
import type { Person } from './may.ts';
import { isUnchanged, mayStill } from './may-still.ts';
import { heldPeople, storesText } from './person-row.ts';
import { endAllOf } from './sessions.ts';

export type NewRole = Pick<NewAccount, 'role' | 'stores'>;

const named = z.object({ store: z.string(), name: z.string() });

/** The current names of these stores; those that do not exist are missing. */
const namesOf = async (
  { query }: Statements,
  stores: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const rows = await query('SELECT store, name FROM stores WHERE store = ANY($1) ORDER BY name', [stores]);
  return new Map(rows.map((row) => named.parse(row)).map(({ store, name }) => [store, name]));
};

/** 'Max, manager → auditor, − North': only what has changed; what is taken first, since a long line is cut. */
const changeWords = (
  { name, role, stores }: Person,
  next: NewRole,
  names: ReadonlyMap<string, string>,
): string => {
  const [before, after] = [stores ?? [], next.stores ?? []];
  const listed = (sign: string, some: readonly string[], others: readonly string[]): readonly string[] =>
    [...names]
      .filter(([store]) => some.includes(store) && !others.includes(store))
      .map(([, called]) => `${sign} ${called}`);
  return [
    name,
    ...(role === next.role ? [] : [`${role} → ${next.role}`]),
    ...listed('−', before, after),
    ...listed('+', after, before),
  ].join(', ');
};

/**
 * Changes a role and the stores that go with it, signs the person out everywhere, since their pages hold what they could
 * see before, and ends the codes they have made. Not one's own, so that one owner is left. 'unknown': there is no such person or store.
 */
export const changeRole = (
  { db, outside }: Pick<PeopleParts, 'db' | 'outside'>,
  by: Person,
  id: string,
  next: NewRole,
): Promise<'changed' | 'unknown' | 'ended'> =>
  db.transaction(async (statements) => {
    const people = await heldPeople(statements, [by.id, id]);
    if (!mayStill(people, by, 'run-people')) return 'ended';
    const before = people.get(id)?.person;
    if (!before || id === by.id) return 'unknown';
    if (isUnchanged(people, { id, ...next })) return 'changed';
    const names = await namesOf(statements, [...(before.stores ?? []), ...(next.stores ?? [])]);
    if (next.stores?.some((store) => !names.has(store))) return 'unknown';
    await statements.query('UPDATE people SET role = $2, stores = $3 WHERE person = $1', [
      id,
      next.role,
      storesText(next.stores),
    ]);
    await endAllOf(statements, id);
    await writeAudit(statements, outside, {
      at: outside.now(),
      person: by,
      what: 'role-changed',
      about: changeWords(before, next, names),
    });
    return 'changed';
  });
