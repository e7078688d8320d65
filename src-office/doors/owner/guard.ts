/** The pipeline before every answer about the shop: session, CSRF token, right, input; then the route itself. */
import { timingSafeEqual } from 'node:crypto';
import type { Context, Hono } from 'hono';
import type { Database } from '../../database/database.ts';
import { hasAccounts } from '../../people/first-owner.ts';
import { may, scopeOf } from '../../people/may.ts';
import type { Outside } from '../../outside.ts';
import type { Session } from '../../people/sessions.ts';
import { findSession } from '../../people/sessions.ts';
import type { NotSignedIn } from '../../views/sign-in-views.ts';
import type { Connection } from '../caller.ts';
import { addressOf, isSecure } from '../caller.ts';
import { hasNul } from '../has-nul.ts';
import { readToken } from './cookie.ts';
import { UNATTENDED } from '../../views/sign-in-views.ts';
import type { Route } from './routes/route.ts';
import { refused } from './routes/route.ts';

export interface GuardParts {
  readonly db: Database;
  readonly outside: Outside;
  readonly connectionOf: (c: Context) => Connection;
}

export const callerAddress = ({ connectionOf }: GuardParts, c: Context): string =>
  addressOf(connectionOf(c), c.req.raw.headers);

export const callerIsSecure = ({ connectionOf }: GuardParts, c: Context): boolean =>
  isSecure(connectionOf(c), c.req.raw.headers);

/**
 * What an open page requests only by itself, whether or not anybody is looking: this keeps nobody signed in. Nor does what
 * it says it asks by itself.
 */
const ASKED_BY_ITSELF = ['/api/live', '/api/me', '/api/now'];

export const sessionOf = async (parts: GuardParts, c: Context): Promise<Session | undefined> => {
  const token = readToken(c, callerIsSecure(parts, c));
  const isUse = !ASKED_BY_ITSELF.includes(c.req.path) && c.req.header(UNATTENDED) === undefined;
  return token === undefined ? undefined : findSession(parts.db, token, { now: parts.outside.now(), isUse });
};

export const notSignedIn = async ({ db }: Pick<GuardParts, 'db'>, c: Context): Promise<Response> => {
  const answer: NotSignedIn = { signIn: (await hasAccounts({ db })) ? 'needed' : 'first' };
  return c.json(answer, 401);
};

const isSame = (one: string, other: string): boolean => {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
};

/** Browsers say with each request whether it comes from our page; other programs do not. */
const isFromElsewhere = (c: Context): boolean =>
  !['same-origin', 'none', undefined].includes(c.req.header('sec-fetch-site'));

/** Another site's form cannot send JSON without a preflight, which is refused. */
export const isForged = (c: Context): boolean =>
  isFromElsewhere(c) || !(c.req.header('content-type') ?? '').startsWith('application/json');

const inputOf = async (c: Context, method: Route['method']): Promise<unknown> => {
  const body: unknown = method === 'POST' ? await c.req.json().catch(() => null) : {};
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return null;
  const input = { ...c.req.query(), ...body, ...c.req.param() };
  return hasNul(input) ? null : input;
};

/** The store that the input names, if any: only its data is shown. */
const storeIn = (input: unknown): string | null =>
  typeof input === 'object' && input !== null && 'store' in input && typeof input.store === 'string'
    ? input.store
    : null;

const answer = async (parts: GuardParts, route: Route, c: Context): Promise<Response> => {
  const session = await sessionOf(parts, c);
  if (!session) return notSignedIn(parts, c);
  if (route.method === 'POST' && (isForged(c) || !isSame(c.req.header('x-csrf') ?? '', session.csrf)))
    return refused(c, 'notAllowed');
  const { person } = session;
  if (route.right !== null && !may(person, route.right)) return refused(c, 'notAllowed');
  const read = route.input.safeParse(await inputOf(c, route.method));
  if (!read.success) return refused(c, 'badRequest');
  return route.run({
    input: read.data as never,
    person,
    session,
    scope: scopeOf(person, storeIn(read.data)),
    address: callerAddress(parts, c),
    c,
  });
};

export const addRoutes = (app: Hono, parts: GuardParts, routes: readonly Route[]): void => {
  for (const route of routes) app.on(route.method, route.path, (c) => answer(parts, route, c));
};
