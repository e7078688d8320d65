/** Who is signed in. The database has only hashes of the browsers' tokens. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Statements } from '../database/database.ts';
import { endCodesOf } from '../stations/codes.ts';
import { personColumns, personRow } from './person-row.ts';
import type { Person } from './may.ts';
import type { Outside } from '../outside.ts';

const TOKEN_BYTES = 32;
/** An unused page is signed out after the first, any page after the second, so that people sign in each working day. */
const IDLE_MS = 2 * 3_600_000;
export const MAX_AGE_MS = 24 * 3_600_000;
/** A session's last use is stored no more often than this. */
const SEEN_EVERY = 60_000;

const hash = (purpose: 'session' | 'csrf', token: string): string =>
  createHash('sha256').update(`${purpose} ${token}`).digest('base64url');

export interface Session {
  readonly person: Person;
  /** The session's id in the database. */
  readonly id: string;
  /** Derived from the browser's cookie, which no script and no other site can read. */
  readonly csrf: string;
}

export const csrfOf = (token: string): string => hash('csrf', token);

/** Returns the token, which only the browser gets. */
export const startSession = async (
  statements: Statements,
  outside: Outside,
  person: string,
  now: number,
): Promise<string> => {
  const token = Buffer.from(outside.randomBytes(TOKEN_BYTES)).toString('base64url');
  await statements.query(
    'INSERT INTO sessions (session, person, started_at, seen_at) VALUES ($1, $2, $3, $3)',
    [hash('session', token), person, now],
  );
  return token;
};

const found = z.object({ session: z.string(), seen_at: z.int() });

interface Lasting {
  readonly person: Person;
  readonly seenAt: number;
}

/** Those of these sessions that have not ended, and whose people are not blocked, by id. */
export const lastingSessions = async (
  statements: Statements,
  ids: readonly string[],
  now: number,
): Promise<ReadonlyMap<string, Lasting>> => {
  const rows = await statements.query(
    `SELECT s.session, s.seen_at, ${personColumns('p')} FROM sessions s JOIN people p ON p.person = s.person
     WHERE s.session = ANY($1) AND s.seen_at > $2 AND s.started_at > $3 AND p.stopped_at IS NULL`,
    [ids, now - IDLE_MS, now - MAX_AGE_MS],
  );
  return new Map(
    rows.map((row) => {
      const { session, seen_at: seenAt } = found.parse(row);
      return [session, { person: personRow.parse(row), seenAt }];
    }),
  );
};

/**
 * Whose session it is; undefined if there is none, it has ended, or the person was blocked. `isUse`: whether a person
 * does something, rather than the page by itself.
 */
export const findSession = async (
  statements: Statements,
  token: string,
  { now, isUse }: { readonly now: number; readonly isUse: boolean },
): Promise<Session | undefined> => {
  const id = hash('session', token);
  const lasting = (await lastingSessions(statements, [id], now)).get(id);
  if (!lasting) return undefined;
  if (isUse && lasting.seenAt < now - SEEN_EVERY)
    await statements.query('UPDATE sessions SET seen_at = $2 WHERE session = $1', [id, now]);
  return { person: lasting.person, id, csrf: csrfOf(token) };
};

/** Whether it has not ended meanwhile. */
export const isLasting = async (
  statements: Statements,
  { id }: Pick<Session, 'id'>,
  now: number,
): Promise<boolean> => (await lastingSessions(statements, [id], now)).size > 0;

/** Whether the session exists, whoever it belongs to. */
export const isSession = async (statements: Statements, id: string): Promise<boolean> =>
  (await statements.query('SELECT session FROM sessions WHERE session = $1', [id])).length > 0;

export const endSession = async (statements: Statements, id: string): Promise<void> => {
  await statements.query('DELETE FROM sessions WHERE session = $1', [id]);
};

/** Ends all of a person's sessions, or all but one. */
export const endSessionsOf = async (
  statements: Statements,
  person: string,
  except: string | null,
): Promise<void> => {
  await statements.query('DELETE FROM sessions WHERE person = $1 AND ($2::text IS NULL OR session <> $2)', [
    person,
    except,
  ]);
};

/** Signs a person out everywhere, and ends the codes they have made: what they began does not go on without them. */
export const endAllOf = async (statements: Statements, person: string): Promise<void> => {
  await endSessionsOf(statements, person, null);
  await endCodesOf(statements, person);
};

export const forgetEndedSessions = async (statements: Statements, now: number): Promise<void> => {
  await statements.query('DELETE FROM sessions WHERE started_at <= $1', [now - MAX_AGE_MS]);
};
