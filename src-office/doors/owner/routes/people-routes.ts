/** Accounts and the audit log. */
import type { Context } from 'hono';
import { z } from 'zod';
import type { PeopleParts } from '../../../people/accounts.ts';
import { addAccount, readAccounts, setPassword, blockAccount } from '../../../people/accounts.ts';
import { readAudit } from '../../../people/audit.ts';
import { changeRole } from '../../../people/change-role.ts';
import type { Role } from '../../../views/sign-in-views.ts';
import { ROLES } from '../../../views/sign-in-views.ts';
import { notSignedIn } from '../guard.ts';
import { chosen, id, name, password } from './inputs.ts';
import type { Route } from './route.ts';
import { refused, route } from './route.ts';

const ofRole = { role: z.enum(ROLES), stores: z.array(id).min(1).max(10_000).nullable() };

/** Managers have a list of stores; people who see all stores have none. */
const isWhole = ({ role, stores }: { role: Role; stores: readonly string[] | null }): boolean =>
  (role === 'manager') === (stores !== null);

const account = z.strictObject({ name, ...ofRole, password }).refine(isWhole);
const newRole = z.strictObject({ id, ...ofRole }).refine(isWhole);

const answered = (
  parts: PeopleParts,
  c: Context,
  answer: 'changed' | 'blocked' | 'unknown' | 'ended',
): Response | Promise<Response> => {
  if (answer === 'ended') return notSignedIn(parts, c);
  return answer === 'unknown' ? refused(c, 'unknown') : c.json({});
};

export const peopleRoutes = (parts: PeopleParts): readonly Route[] => [
  route({
    method: 'GET',
    path: '/api/people',
    right: 'run-people',
    input: z.strictObject({}),
    run: async ({ c }) => c.json(await readAccounts(parts.db)),
  }),
  route({
    method: 'POST',
    path: '/api/people',
    right: 'run-people',
    input: account,
    run: async ({ input, person, c }) => {
      const { password: typed, ...added } = input;
      const made = await addAccount(parts, person, added, typed);
      if (made === 'ended') return notSignedIn(parts, c);
      return typeof made === 'string' ? c.json({ why: made, waitMs: null }, 403) : c.json(made);
    },
  }),
  route({
    method: 'POST',
    path: '/api/people/:id/password',
    right: 'run-people',
    input: z.strictObject({ id, password }),
    run: async ({ input, person, c }) => {
      const answer = await setPassword(parts, person, input.id, input.password);
      if (answer === 'unknown') return refused(c, 'unknown');
      if (answer === 'ended') return notSignedIn(parts, c);
      return answer === 'set' ? c.json({}) : c.json({ why: answer, waitMs: null }, 403);
    },
  }),
  route({
    method: 'POST',
    path: '/api/people/:id/role',
    right: 'run-people',
    input: newRole,
    run: async ({ input: { id: who, ...next }, person, c }) =>
      answered(parts, c, await changeRole(parts, person, who, next)),
  }),
  route({
    method: 'POST',
    path: '/api/people/:id/stop',
    right: 'run-people',
    input: z.strictObject({ id }),
    run: async ({ input, person, c }) => answered(parts, c, await blockAccount(parts, person, input.id)),
  }),
  route({
    method: 'GET',
    path: '/api/audit',
    right: 'read-audit',
    input: z.strictObject({ before: chosen }),
    run: async ({ input, c }) => c.json(await readAudit(parts.db, input.before)),
  }),
];
