/** Stores, tills and the codes by which they come. */
import { z } from 'zod';
import { endAlarmAlerts } from '../../../alerts/alert-rows.ts';
import { readStores, readTills, storeOfTill } from '../../../figures/tills.ts';
import { acceptAlarms } from '../../../journal/alarms.ts';
import type { PeopleParts } from '../../../people/accounts.ts';
import type { Audited } from '../../../people/audit.ts';
import { writeAudit } from '../../../people/audit.ts';
import type { Person } from '../../../people/may.ts';
import { codeForNewTill, codeForReplacing } from '../../../stations/codes.ts';
import { renameStation, revokeStation } from '../../../stations/stations.ts';
import { addStore, renameStore } from '../../../stations/stores.ts';
import { chosen, id, name } from './inputs.ts';
import type { Asked, Route } from './route.ts';
import { refused, route } from './route.ts';

export interface TillParts extends PeopleParts {
  /** Lets a till know at once that its credential is no longer good. */
  readonly revoked: (station: string) => Promise<void>;
}

type Audit = (person: Person, what: Audited, about: string) => Promise<void>;

const storeRoutes = ({ db, outside }: PeopleParts, audit: Audit): readonly Route[] => [
  route({
    method: 'GET',
    path: '/api/stores',
    right: 'see',
    input: z.strictObject({}),
    run: async ({ scope, c }) => c.json(await readStores(db, scope)),
  }),
  route({
    method: 'POST',
    path: '/api/stores',
    right: 'name-stores',
    input: z.strictObject({ name }),
    run: async ({ input, person, c }) => {
      const store = await addStore(db, outside, input.name);
      await audit(person, 'store-added', input.name);
      return c.json(store);
    },
  }),
  route({
    method: 'POST',
    path: '/api/stores/:store/rename',
    right: 'name-stores',
    input: z.strictObject({ store: id, name }),
    run: async ({ input, person, scope, c }) => {
      const [before] = await readStores(db, scope);
      if (!before) return refused(c, 'unknown');
      await renameStore(db, input.store, input.name);
      await audit(person, 'store-renamed', `${before.name} → ${input.name}`);
      return c.json({});
    },
  }),
];

/** What is done with a till that the person sees; of any other they learn nothing. */
const ofTill =
  ({ db }: PeopleParts, run: (asked: Asked<{ station: string }>) => Promise<Response>) =>
  async (asked: Asked<{ station: string }>): Promise<Response> =>
    (await storeOfTill(db, asked.scope, asked.input.station)) === undefined
      ? refused(asked.c, 'unknown')
      : run(asked);

const oneTillRoutes = (parts: TillParts, audit: Audit): readonly Route[] => [
  route({
    method: 'POST',
    path: '/api/tills/:station/rename',
    right: 'run-tills',
    input: z.strictObject({ station: id, name }),
    run: async (asked) =>
      ofTill(parts, async ({ person, c }) => {
        const { station, name: called } = asked.input;
        await renameStation(parts.db, station, called);
        await audit(person, 'till-renamed', `${station} → ${called}`);
        return c.json({});
      })(asked),
  }),
  route({
    method: 'POST',
    path: '/api/tills/:station/revoke',
    right: 'run-tills',
    input: z.strictObject({ station: id }),
    run: ofTill(parts, async ({ input, person, c }) => {
      await revokeStation(parts.db, parts.outside, input.station);
      await parts.revoked(input.station);
      await audit(person, 'till-revoked', input.station);
      return c.json({});
    }),
  }),
  route({
    method: 'POST',
    path: '/api/tills/:station/replace',
    right: 'run-tills',
    input: z.strictObject({ station: id }),
    run: ofTill(parts, async ({ input, person, c }) => {
      const code = await codeForReplacing(parts.db, parts.outside, input.station);
      if (!code) return refused(c, 'unknown');
      await audit(person, 'till-replaced', input.station);
      return c.json(code);
    }),
  }),
];

const acceptRoute = (parts: TillParts): Route =>
  route({
    method: 'POST',
    path: '/api/tills/:station/accept',
    right: 'run-tills',
    input: z.strictObject({ station: id }),
    run: ofTill(parts, async ({ input: { station }, person, c }) => {
      const { db, outside } = parts;
      const at = outside.now();
      const hadAny = await db.transaction(async (statements) => {
        if (!(await acceptAlarms(statements, station, at))) return false;
        await endAlarmAlerts(statements, station, at);
        await writeAudit(statements, outside, { at, person, what: 'alarms-accepted', about: station });
        return true;
      });
      return hadAny ? c.json({}) : refused(c, 'unknown');
    }),
  });

export const tillRoutes = (parts: TillParts): readonly Route[] => {
  const { db, outside } = parts;
  const audit: Audit = (person, what, about) =>
    writeAudit(db, outside, { at: outside.now(), person, what, about });
  return [
    ...storeRoutes(parts, audit),
    ...oneTillRoutes(parts, audit),
    acceptRoute(parts),
    route({
      method: 'GET',
      path: '/api/tills',
      right: 'see',
      input: z.strictObject({ store: chosen, after: chosen }),
      run: async ({ input, scope, c }) => c.json(await readTills(db, scope, input.after)),
    }),
    route({
      method: 'POST',
      path: '/api/codes',
      right: 'run-tills',
      input: z.strictObject({ store: id, name }),
      run: async ({ input, person, scope, c }) => {
        const [store] = await readStores(db, scope);
        const code = store && (await codeForNewTill(db, outside, input));
        if (!code) return refused(c, 'unknown');
        await audit(person, 'code-made', `${input.name}, ${store.name}`);
        return c.json(code);
      },
    }),
  ];
};
