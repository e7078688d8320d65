/** The gateway's accounts, whose notifications the office accepts. */
import { z } from 'zod';
import { addGateway, listGateways, newGateway, removeGateway } from '../../../hints/gateways.ts';
import type { PeopleParts } from '../../../people/accounts.ts';
import { readStores } from '../../../figures/tills.ts';
import type { Store } from '../../../views/till-views.ts';
import { acted, answerOf } from './acted.ts';
import { chosen, id } from './inputs.ts';
import type { Route } from './route.ts';
import { refused, route } from './route.ts';

/** As HTTP Basic can carry it: the first colon ends the SiteID. */
const siteId = z
  .string()
  .trim()
  .regex(/^[0-9A-Za-z_-]{1,40}$/);
/** The same rules as at a till. */
const apiKey = z
  .string()
  .trim()
  .regex(/^[\x21-\x7e]{8,256}$/);

/** What people call it: with its store's name, unless it is for all stores. */
const titleOf = (siteId: string, store: Store | undefined): string =>
  `SiteID ${siteId}${store ? `, ${store.name}` : ''}`;

const storeNamed = (stores: readonly Store[], store: string | null): Store | undefined =>
  stores.find((one) => one.store === store);

export const gatewayRoutes = (parts: PeopleParts): readonly Route[] => [
  route({
    method: 'GET',
    path: '/api/gateways',
    right: 'run-gateways',
    input: z.strictObject({}),
    run: async ({ c }) => c.json(await listGateways(parts.db)),
  }),
  route({
    method: 'POST',
    path: '/api/gateways',
    right: 'run-gateways',
    input: z.strictObject({ store: chosen, siteId, apiKey }),
    run: async ({ input, person, scope, c }) => {
      const store = storeNamed(await readStores(parts.db, scope), input.store);
      if (input.store !== null && !store) return refused(c, 'unknown');
      const made = newGateway(parts.outside, input);
      const added = await acted(parts, person, 'gateway-added', async (statements) =>
        (await addGateway(statements, made))
          ? { done: { gateway: made.gateway }, about: titleOf(input.siteId, store) }
          : undefined,
      );
      return answerOf(parts, c, added, 'known-gateway');
    },
  }),
  route({
    method: 'POST',
    path: '/api/gateways/:gateway/remove',
    right: 'run-gateways',
    input: z.strictObject({ gateway: id }),
    run: async ({ input, person, scope, c }) => {
      const done = await acted(parts, person, 'gateway-removed', async (statements) => {
        const gateway = await removeGateway(statements, input.gateway);
        if (!gateway) return undefined;
        const store = storeNamed(await readStores(statements, scope), gateway.store);
        return { done: {}, about: titleOf(gateway.siteId, store) };
      });
      return answerOf(parts, c, done);
    },
  }),
];
