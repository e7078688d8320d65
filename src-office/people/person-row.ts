/** Reads rows of `people`. */
import { z } from 'zod';
import type { Statements } from '../database/database.ts';
import { ROLES } from '../views/sign-in-views.ts';
import type { Person } from './may.ts';

export const personColumns = (table: string): string =>
  ['person', 'name', 'role', 'stores'].map((column) => `${table}.${column}`).join(', ');

const storeIds = z.array(z.string());

export const personRow = z
  .object({
    person: z.string(),
    name: z.string(),
    role: z.enum(ROLES),
    stores: z.string().nullable(),
  })
  .transform(({ person: id, name, role, stores }): Person => ({
    id,
    name,
    role,
    // A manager without a list sees nothing, to be safe.
    stores: role === 'manager' ? storeIds.parse(JSON.parse(stores ?? '[]')) : null,
  }));

/** The list as it is stored. */
export const storesText = (stores: readonly string[] | null): string | null =>
  stores === null ? null : JSON.stringify(stores);

export interface HeldPerson {
  readonly person: Person;
  /** The hash of their password. */
  readonly password: string;
}

const passwordRow = z.object({ password: z.string() });

export const heldColumns = `${personColumns('p')}, p.password`;

export const heldOf = (row: unknown): HeldPerson => ({
  person: personRow.parse(row),
  password: passwordRow.parse(row).password,
});

/**
 * Those of these people who still have an account, in their current state, locked until the transaction ends. Password
 * hashing is slow, so it is done before, on what was known then; what may be stored is decided here.
 */
export const heldPeople = async (
  { query }: Statements,
  people: readonly string[],
): Promise<ReadonlyMap<string, HeldPerson>> => {
  const rows = await query(
    `SELECT ${heldColumns} FROM people p
     WHERE p.person = ANY($1) AND p.stopped_at IS NULL ORDER BY p.person FOR UPDATE`,
    [people],
  );
  return new Map(rows.map(heldOf).map((one) => [one.person.id, one]));
};
