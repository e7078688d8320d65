/** Signing in and out; the only answers to people without a session. */
import type { Context, Hono } from 'hono';
import { z } from 'zod';
import type { PeopleParts } from '../../../people/accounts.ts';
import { makeFirstOwner } from '../../../people/first-owner.ts';
import type { Person } from '../../../people/may.ts';
import { csrfOf } from '../../../people/sessions.ts';
import { changePassword, firstSession, signIn, signOut } from '../../../people/sign-in.ts';
import type { Me, SignInRefused } from '../../../views/sign-in-views.ts';
import { VERSION } from '../../../version.ts';
import { giveToken, takeToken } from '../cookie.ts';
import type { GuardParts } from '../guard.ts';
import { callerAddress, callerIsSecure, isForged, notSignedIn, sessionOf } from '../guard.ts';
import { name, password } from './inputs.ts';
import type { Route } from './route.ts';
import { refused, route } from './route.ts';

const meOf = ({ id, name: called, role, stores }: Person, csrf: string): Me => ({
  id,
  name: called,
  role,
  stores,
  csrf,
  version: VERSION,
});

const refusedSignIn = (c: Context, why: SignInRefused['why'], waitMs: number | null = null): Response => {
  const answer: SignInRefused = { why, waitMs };
  return c.json(answer, 403);
};

const first = z.strictObject({ code: z.string().max(40), name, password });
const signingIn = z.strictObject({ name: z.string().max(200), password: z.string().max(500) });

export const addSignIn = (app: Hono, parts: PeopleParts & GuardParts): void => {
  const enter = (c: Context, person: Person, token: string): Response => {
    giveToken(c, callerIsSecure(parts, c), token);
    return c.json(meOf(person, csrfOf(token)));
  };
  /** Undefined if the request comes from another site or is invalid. */
  const inputOf = async <T>(c: Context, input: z.ZodType<T>): Promise<T | undefined> =>
    isForged(c) ? undefined : input.safeParse(await c.req.json().catch(() => null)).data;

  app.get('/api/me', async (c) => {
    const session = await sessionOf(parts, c);
    return session ? c.json(meOf(session.person, session.csrf)) : notSignedIn(parts, c);
  });

  app.post('/api/first', async (c) => {
    const input = await inputOf(c, first);
    if (!input) return refused(c, 'badRequest');
    const made = await makeFirstOwner(parts, input);
    if (typeof made === 'string') return refusedSignIn(c, made);
    return enter(c, made, await firstSession(parts, made));
  });

  app.post('/api/sign-in', async (c) => {
    const input = await inputOf(c, signingIn);
    if (!input) return refused(c, 'badRequest');
    const answer = await signIn(parts, { ...input, address: callerAddress(parts, c) });
    switch (answer.is) {
      case 'in':
        return enter(c, answer.person, answer.token);
      case 'wrong':
        return refusedSignIn(c, 'wrong');
      case 'locked':
        return refusedSignIn(c, 'locked', answer.waitMs);
      default:
        return answer satisfies never;
    }
  });
};

/** Routes for anybody who is signed in. */
export const ownRoutes = (parts: PeopleParts & GuardParts): readonly Route[] => [
  route({
    method: 'POST',
    path: '/api/sign-out',
    right: null,
    input: z.strictObject({}),
    run: async ({ session, c }) => {
      await signOut(parts, session);
      takeToken(c, callerIsSecure(parts, c));
      return c.json({});
    },
  }),
  route({
    method: 'POST',
    path: '/api/password',
    right: null,
    input: z.strictObject({ old: z.string().max(500), new: password }),
    run: async ({ input, session, address, c }) => {
      const answer = await changePassword(parts, session, { ...input, address });
      switch (answer.is) {
        case 'changed':
          return c.json({});
        case 'locked':
          return refusedSignIn(c, 'locked', answer.waitMs);
        case 'ended':
          return notSignedIn(parts, c);
        case 'wrong':
        case 'weak-password':
          return refusedSignIn(c, answer.is);
        default:
          return answer satisfies never;
      }
    },
  }),
];
