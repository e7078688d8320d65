/** One-time enrolment codes. Each is for a new till of a store, or for a computer that replaces a till's. */
import { z } from 'zod';
import { readCode, showCode } from '#domain/office/connect/enrolment-code.ts';
import type { EnrolmentRefusal } from '#domain/office/enrolment.ts';
import { CODE_LIFETIME_MS } from '#domain/office/enrolment.ts';
import type { Statements, Transaction } from '../database/database.ts';
import type { Outside } from '../outside.ts';
import type { EnrolmentCode } from '../views/till-views.ts';
import { hashOf, newCode } from './secrets.ts';

interface For {
  readonly store: string;
  /** The till's name in the office. */
  readonly name: string;
  /** The till that is being replaced; null for a new one. */
  readonly station: string | null;
}

/** `by`: the person who makes it. */
const writeCode = async (
  statements: Statements,
  outside: Outside,
  meant: For,
  by: string | null,
): Promise<EnrolmentCode> => {
  const code = newCode(outside);
  const now = outside.now();
  const expiresAt = now + CODE_LIFETIME_MS;
  await statements.query('DELETE FROM codes WHERE expires_at <= $1', [now - CODE_LIFETIME_MS]);
  await statements.query(
    `INSERT INTO codes (hash, store, name, station, expires_at, made_by) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT DO NOTHING`,
    [hashOf(code), meant.store, meant.name, meant.station, expiresAt, by],
  );
  return { code: showCode(code), expiresAt };
};

/** A code for a new till of this store, made by this person if any; undefined if there is no such store. */
export const codeForNewTill = async (
  statements: Statements,
  outside: Outside,
  { store, name }: Pick<For, 'store' | 'name'>,
  by: string | null = null,
): Promise<EnrolmentCode | undefined> => {
  const found = await statements.query('SELECT store FROM stores WHERE store = $1', [store]);
  return found.length === 0 ? undefined : writeCode(statements, outside, { store, name, station: null }, by);
};

const placed = z.strictObject({ store: z.string(), name: z.string() });

/** A code for a computer that takes over this till, made by this person if any; undefined if there is no such till. */
export const codeForReplacing = async (
  statements: Statements,
  outside: Outside,
  station: string,
  by: string | null = null,
): Promise<EnrolmentCode | undefined> => {
  const [row] = await statements.query('SELECT store, name FROM stations WHERE station = $1', [station]);
  return row && writeCode(statements, outside, { ...placed.parse(row), station }, by);
};

/** Makes the codes invalid that a person has made and nobody has used yet. */
export const endCodesOf = async ({ query }: Statements, person: string): Promise<void> => {
  await query('DELETE FROM codes WHERE made_by = $1 AND used_by IS NULL', [person]);
};

/** The same with those for replacing this till. */
export const endCodesFor = async ({ query }: Statements, station: string): Promise<void> => {
  await query('DELETE FROM codes WHERE station = $1 AND used_by IS NULL', [station]);
};

const codeRow = z.strictObject({
  store: z.string(),
  name: z.string(),
  station: z.string().nullable(),
  expires_at: z.int(),
  used_by: z.string().nullable(),
});

/**
 * Uses a code up for the credential with this hash, in the caller's transaction, and ends the others for replacing the
 * same till: with one of them, another computer would shut out the one that has just come in. A code used up by this same credential
 * is accepted again: the transaction is being retried after a commit whose result was lost.
 */
export const useCode = async (
  statements: Transaction,
  typed: string,
  { hash, now }: { readonly hash: string; readonly now: number },
): Promise<For | EnrolmentRefusal> => {
  const code = readCode(typed);
  if (code === undefined) return 'unknown-code';
  const [row] = await statements.query(
    'SELECT store, name, station, expires_at, used_by FROM codes WHERE hash = $1 FOR UPDATE',
    [hashOf(code)],
  );
  if (!row) return 'unknown-code';
  const { expires_at: expiresAt, used_by: usedBy, ...meant } = codeRow.parse(row);
  if (usedBy !== null) return usedBy === hash ? meant : 'used-code';
  if (expiresAt <= now) return 'expired-code';
  statements.write('UPDATE codes SET used_at = $2, used_by = $3 WHERE hash = $1', [hashOf(code), now, hash]);
  if (meant.station !== null) await endCodesFor(statements, meant.station);
  return meant;
};
