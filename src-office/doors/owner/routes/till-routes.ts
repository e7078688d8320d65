/** Stores, tills and enrolment codes. */
import { z } from 'zod';
import { endAlarmAlerts } from '../../../alerts/alert-rows.ts';
import type { Statements } from '../../../database/database.ts';
import type { NamedTill } from '../../../figures/tills.ts';
import { namedTill, readStores, readTill, readTills } from '../../../figures/tills.ts';
import { acceptAlarms } from '../../../journal/alarms.ts';
import type { PeopleParts } from '../../../people/accounts.ts';
import type { Audited } from '../../../people/audit.ts';
import { codeForNewTill, codeForReplacing } from '../../../stations/codes.ts';
import { newStoreId } from '../../../stations/secrets.ts';
import { renameStation, revokeStation } from '../../../stations/stations.ts';
import { addStore, renameStore } from '../../../stations/stores.ts';
import { MAX_TILLS_SHOWN, TILLS_SHOWN } from '../../../views/till-views.ts';
import { acted, answerOf } from './acted.ts';
import { chosen, id, name, search } from './inputs.ts';
import type { Asked, Route } from './route.ts';
import { refused, route } from './route.ts';

export interface TillParts extends PeopleParts {
  /** Tells a till at once that its credential is no longer valid. */
  readonly revoked: (station: string) => Promise<void>;
}

const storeRoutes = (parts: PeopleParts): readonly Route[] => [
  route({
    method: 'GET',
    path: '/api/stores',
    right: 'see',
    input: z.strictObject({}),
    run: async ({ scope, c }) => c.json(await readStores(parts.db, scope)),
  }),
  route({
    method: 'POST',
    path: '/api/stores',
    right: 'name-stores',
    input: z.strictObject({ name }),
    run: async ({ input, person, c }) => {
      const fresh = newStoreId(parts.outside);
      const store = await acted(parts, person, 'store-added', async (statements) => ({
        done: await addStore(statements, parts.outside, input.name, fresh),
        about: input.name,
      }));
      return answerOf(parts, c, store);
    },
  }),
  route({
    method: 'POST',
    path: '/api/stores/:store/rename',
    right: 'name-stores',
    input: z.strictObject({ store: id, name }),
    run: async ({ input, person, scope, c }) => {
      const done = await acted(parts, person, 'store-renamed', async (statements) => {
        const [before] = await readStores(statements, scope);
        if (!before) return undefined;
        await renameStore(statements, input.store, input.name);
        return { done: {}, about: `${before.name} → ${input.name}` };
      });
      return answerOf(parts, c, done);
    },
  }),
];

interface OfTill<T> {
  readonly what: Audited;
  /** Undefined if there is nothing to do. */
  readonly act: (statements: Statements, till: NamedTill) => Promise<T | undefined>;
  /** What the audit log says about it. */
  readonly about?: (till: NamedTill) => string;
}

const titleOf = ({ name: called, storeName }: NamedTill): string => `${called}, ${storeName}`;

/** Does something with a till that the person may see; any other is answered as if it did not exist. */
const withTill = async <T extends object>(
  parts: PeopleParts,
  { input, scope, person, c }: Asked<{ readonly station: string }>,
  { what, act, about = titleOf }: OfTill<T>,
): Promise<Response> => {
  const done = await acted(parts, person, what, async (statements) => {
    const till = await namedTill(statements, scope, input.station);
    const answer = till && (await act(statements, till));
    return answer && { done: answer, about: about(till) };
  });
  return answerOf(parts, c, done);
};

const ofStation = z.strictObject({ station: id });

const oneTillRoutes = (parts: TillParts): readonly Route[] => [
  route({
    method: 'POST',
    path: '/api/tills/:station/rename',
    right: 'run-tills',
    input: z.strictObject({ station: id, name }),
    run: (asked) =>
      withTill(parts, asked, {
        what: 'till-renamed',
        act: async (statements, { station }) => {
          await renameStation(statements, station, asked.input.name);
          return {};
        },
        about: ({ name: before, storeName }) => `${before} → ${asked.input.name}, ${storeName}`,
      }),
  }),
  route({
    method: 'POST',
    path: '/api/tills/:station/revoke',
    right: 'run-tills',
    input: ofStation,
    run: async (asked) => {
      const answer = await withTill(parts, asked, {
        what: 'till-revoked',
        act: async (statements, { station }) => {
          await revokeStation(statements, parts.outside, station);
          return {};
        },
      });
      if (answer.ok) await parts.revoked(asked.input.station);
      return answer;
    },
  }),
  route({
    method: 'POST',
    path: '/api/tills/:station/replace',
    right: 'run-tills',
    input: ofStation,
    run: (asked) =>
      withTill(parts, asked, {
        what: 'till-replaced',
        act: (statements, { station }) =>
          codeForReplacing(statements, parts.outside, station, asked.person.id),
      }),
  }),
];

const acceptRoute = (parts: TillParts): Route =>
  route({
    method: 'POST',
    path: '/api/tills/:station/accept',
    right: 'run-tills',
    input: ofStation,
    run: (asked) =>
      withTill(parts, asked, {
        what: 'alarms-accepted',
        act: async (statements, { station }) => {
          const at = parts.outside.now();
          if (!(await acceptAlarms(statements, station, at))) return undefined;
          await endAlarmAlerts(statements, station, at);
          return {};
        },
      }),
  });

export const tillRoutes = (parts: TillParts): readonly Route[] => {
  const { db, outside } = parts;
  return [
    ...storeRoutes(parts),
    ...oneTillRoutes(parts),
    acceptRoute(parts),
    route({
      method: 'GET',
      path: '/api/tills',
      right: 'see',
      input: z.strictObject({
        store: chosen,
        q: search,
        upTo: z.coerce.number().int().min(1).max(MAX_TILLS_SHOWN).default(TILLS_SHOWN),
      }),
      run: async ({ input, scope, c }) => c.json(await readTills(db, scope, input)),
    }),
    route({
      method: 'GET',
      path: '/api/tills/:station',
      right: 'see',
      input: ofStation,
      run: async ({ input, scope, c }) => {
        const till = await readTill(db, scope, input.station);
        return till ? c.json(till) : refused(c, 'unknown');
      },
    }),
    route({
      method: 'POST',
      path: '/api/codes',
      right: 'run-tills',
      input: z.strictObject({ store: id, name }),
      run: async ({ input, person, scope, c }) => {
        const code = await acted(parts, person, 'code-made', async (statements) => {
          const [store] = await readStores(statements, scope);
          const made = store && (await codeForNewTill(statements, outside, input, person.id));
          return made && { done: made, about: `${input.name}, ${store.name}` };
        });
        return answerOf(parts, c, code);
      },
    }),
  ];
};
