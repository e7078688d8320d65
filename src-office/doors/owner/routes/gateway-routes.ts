/** The gateway's accounts, whose notifications the office takes. */
import { z } from 'zod';
import { addGateway, listGateways, removeGateway } from '../../../hints/gateways.ts';
import type { PeopleParts } from '../../../people/accounts.ts';
import { writeAudit } from '../../../people/audit.ts';
import type { Person } from '../../../people/may.ts';
import { readStores } from '../../../figures/tills.ts';
import { chosen, id } from './inputs.ts';
import type { Route } from './route.ts';
import { refused, route } from './route.ts';

/** As HTTP's Basic can carry them: the first colon ends the SiteID. */
const siteId = z
  .string()
  .trim()
  .regex(/^[0-9A-Za-z_-]{1,40}$/);
/** As a till takes it. */
const apiKey = z
  .string()
  .trim()
  .regex(/^[\x21-\x7e]{8,256}$/);

export const gatewayRoutes = ({ db, outside }: PeopleParts): readonly Route[] => {
  const audit = (person: Person, what: 'gateway-added' | 'gateway-removed', about: string): Promise<void> =>
    writeAudit(db, outside, { at: outside.now(), person, what, about });
  return [
    route({
      method: 'GET',
      path: '/api/gateways',
      right: 'run-gateways',
      input: z.strictObject({}),
      run: async ({ c }) => c.json(await listGateways(db)),
    }),
    route({
      method: 'POST',
      path: '/api/gateways',
      right: 'run-gateways',
      input: z.strictObject({ store: chosen, siteId, apiKey }),
      run: async ({ input, person, scope, c }) => {
        const { store } = input;
        const stores = await readStores(db, scope);
        if (store !== null && !stores.some((one) => one.store === store)) return refused(c, 'unknown');
        const gateway = await addGateway(db, outside, input);
        await audit(person, 'gateway-added', `${input.siteId}, ${store ?? '*'}`);
        return c.json({ gateway });
      },
    }),
    route({
      method: 'POST',
      path: '/api/gateways/:gateway/remove',
      right: 'run-gateways',
      input: z.strictObject({ gateway: id }),
      run: async ({ input, person, c }) => {
        const gateway = await removeGateway(db, input.gateway);
        if (!gateway) return refused(c, 'unknown');
        await audit(person, 'gateway-removed', `${gateway.siteId}, ${gateway.store ?? '*'}`);
        return c.json({});
      },
    }),
  ];
};
