/** What people did at the office. Lines are only added, never changed or removed. */
import { z } from 'zod';
import type { Statements } from '../database/database.ts';
import type { AuditLine } from '../views/sign-in-views.ts';
import type { Outside } from '../outside.ts';

export const AUDITED = [
  'owner-made',
  'signed-in',
  'sign-in-refused',
  'signed-out',
  'password-changed',
  'person-added',
  'person-stopped',
  'password-set',
  'role-changed',
  'store-added',
  'store-renamed',
  'code-made',
  'till-enrolled',
  'till-moved',
  'till-renamed',
  'till-revoked',
  'till-replaced',
  'gateway-added',
  'gateway-removed',
  'alarms-accepted',
  'exported',
] as const;
export type Audited = (typeof AUDITED)[number];

export interface Done {
  /** Epoch ms. */
  readonly at: number;
  /** Who did it; null if unknown. */
  readonly person: { readonly id: string; readonly name: string } | null;
  readonly what: Audited;
  /** A person, a store or a till; never a secret. */
  readonly about: string;
}

const AT_DIGITS = 15;
const ID_BYTES = 6;
const MAX_ABOUT_LENGTH = 300;
const PAGE = 50;

/** A longer text ends with what says that there was more. */
const shortened = (about: string): string =>
  about.length > MAX_ABOUT_LENGTH ? `${about.slice(0, MAX_ABOUT_LENGTH - 1)}…` : about;

/** Ids are in order of time; `distinct` tells lines of one moment apart. */
export const auditId = (at: number, distinct: Uint8Array): string =>
  `${String(at).padStart(AT_DIGITS, '0')}-${Buffer.from(distinct)
    .toString('hex')
    .slice(0, 2 * ID_BYTES)}`;

/** Adds a line unless this one is there. Call in the transaction of what was done. */
export const addAudit = async (
  statements: Statements,
  id: string,
  { at, person, what, about }: Done,
): Promise<void> => {
  await statements.query(
    `INSERT INTO audit (id, at, person, person_name, what, about) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT DO NOTHING`,
    [id, at, person?.id ?? null, person?.name ?? null, what, shortened(about)],
  );
};

/** Adds a line. Call in the transaction of what was done. */
export const writeAudit = (statements: Statements, outside: Outside, done: Done): Promise<void> =>
  addAudit(statements, auditId(done.at, outside.randomBytes(ID_BYTES)), done);

const line = z
  .object({
    id: z.string(),
    at: z.int(),
    person_name: z.string().nullable(),
    what: z.string(),
    about: z.string(),
  })
  .transform(({ id, at, person_name, what, about }): AuditLine => ({
    id,
    at,
    person: person_name,
    what,
    about,
  }));

/** Newest first; `before` is the id of a line, or null. */
export const readAudit = async (
  statements: Statements,
  before: string | null,
): Promise<readonly AuditLine[]> => {
  const rows = await statements.query(
    `SELECT id, at, person_name, what, about FROM audit WHERE $1::text IS NULL OR id < $1 ORDER BY id DESC LIMIT ${PAGE}`,
    [before],
  );
  return rows.map((row) => line.parse(row));
};
