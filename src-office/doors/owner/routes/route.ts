/** Routes as data: the pipeline in `guard.ts` answers all of them alike. */
import type { Context } from 'hono';
import type { z } from 'zod';
import type { Person, Right, Scope } from '../../../people/may.ts';
import type { Session } from '../../../people/sessions.ts';
import { retryAfter } from '../../rate-limit.ts';

export interface Asked<I> {
  readonly input: I;
  readonly person: Person;
  readonly session: Session;
  /** All that this person may see, narrowed to the store that the input's `store` names, if any. */
  readonly scope: Scope;
  /** Where the request comes from. */
  readonly address: string;
  readonly c: Context;
}

export interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Null: anybody who is signed in. */
  readonly right: Right | null;
  readonly input: z.ZodType;
  run(asked: Asked<never>): Promise<Response>;
}

interface TypedRoute<I> extends Omit<Route, 'input' | 'run'> {
  readonly input: z.ZodType<I>;
  run(asked: Asked<I>): Promise<Response>;
}

/** The path's, the query's and the body's fields together are the input. */
export const route = <I>(typed: TypedRoute<I>): Route => typed;

export const REFUSALS = {
  notSignedIn: 401,
  notAllowed: 403,
  badRequest: 400,
  unknown: 404,
  'known-gateway': 409,
  tooLong: 413,
  tooMany: 429,
} as const;

/** For requests over a limit; after `waitMs` there is room again. */
export const tooMany = (c: Context, waitMs: number): Response =>
  c.json({ why: 'tooMany' }, REFUSALS.tooMany, retryAfter(waitMs));

export const refused = (c: Context, why: keyof typeof REFUSALS): Response => c.json({ why }, REFUSALS[why]);
