/** The gateway's accounts: who may notify the office, and about which stores' tills. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { lettersOf } from '#domain/installation/letters.ts';
import type { Statements } from '../database/database.ts';
import type { Outside } from '../outside.ts';
import type { GatewayAccount } from '../views/gateway-views.ts';

const ID_LETTERS = 16;
const SALT_BYTES = 16;

export interface Gateway {
  readonly gateway: string;
  /** Null for all. */
  readonly store: string | null;
}

/**
 * The hash that notifications are checked against. GlobalPay makes ApiKeys long and random, so one round is enough:
 * nobody can guess one, and thousands of notifications a minute cost nothing.
 */
const hashOf = (salt: string, siteId: string, apiKey: string): Buffer =>
  createHmac('sha256', salt).update(`${siteId}:${apiKey}`).digest();

const BASIC = /^Basic +([A-Za-z0-9+/]+=*)$/i;

export interface Basic {
  readonly siteId: string;
  readonly apiKey: string;
}

/** What an Authorization header says; undefined if it is not Basic. */
export const readBasic = (header: string | undefined): Basic | undefined => {
  const [, encoded] = BASIC.exec(header ?? '') ?? [];
  if (encoded === undefined) return undefined;
  const [siteId = '', ...key] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  const apiKey = key.join(':');
  const isText = !`${siteId}${apiKey}`.includes('\0');
  return siteId === '' || apiKey === '' || !isText ? undefined : { siteId, apiKey };
};

const kept = z.array(
  z.strictObject({ gateway: z.string(), store: z.string().nullable(), salt: z.string(), hash: z.string() }),
);

/** Checked for an unknown SiteID, so that it takes as long as a known one. */
const NOBODYS = { gateway: '', store: null, salt: '', hash: '0'.repeat(64) };

/** The accounts with these credentials: more than one if stores share an account. */
export const gatewaysOf = async (
  { query }: Statements,
  { siteId, apiKey }: Basic,
): Promise<readonly Gateway[]> => {
  const rows = kept.parse(
    await query('SELECT gateway, store, salt, hash FROM gateways WHERE site_id = $1', [siteId]),
  );
  return (rows.length === 0 ? [NOBODYS] : rows)
    .filter(({ salt, hash }) => timingSafeEqual(hashOf(salt, siteId, apiKey), Buffer.from(hash, 'hex')))
    .map(({ gateway, store }) => ({ gateway, store }));
};

export interface GivenGateway extends Basic {
  readonly store: string | null;
}

/** As it is stored, without the key itself. */
export interface NewGateway extends Omit<GivenGateway, 'apiKey'> {
  readonly gateway: string;
  readonly salt: string;
  readonly hash: string;
  readonly addedAt: number;
}

export const newGateway = (
  { randomBytes, now }: Outside,
  { store, siteId, apiKey }: GivenGateway,
): NewGateway => {
  const salt = Buffer.from(randomBytes(SALT_BYTES)).toString('hex');
  const hash = hashOf(salt, siteId, apiKey).toString('hex');
  return { gateway: lettersOf(randomBytes(ID_LETTERS)), store, siteId, salt, hash, addedAt: now() };
};

/** False if this store, or all stores, already have the SiteID, even if another process adds it at the same moment. */
export const addGateway = async (
  { query }: Statements,
  { gateway, store, siteId, salt, hash, addedAt }: NewGateway,
): Promise<boolean> => {
  await query(
    `INSERT INTO gateways (gateway, store, site_id, salt, hash, added_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT DO NOTHING`,
    [gateway, store, siteId, salt, hash, addedAt],
  );
  return (await query('SELECT gateway FROM gateways WHERE gateway = $1', [gateway])).length > 0;
};

const account = z
  .strictObject({
    gateway: z.string(),
    store: z.string().nullable(),
    site_id: z.string(),
    added_at: z.int(),
    heard_at: z.int().nullable(),
  })
  .transform(({ site_id: siteId, added_at: addedAt, heard_at: heardAt, ...rest }): GatewayAccount => ({
    ...rest,
    siteId,
    addedAt,
    heardAt,
  }));

/** In the order they were added. */
export const listGateways = async ({ query }: Statements): Promise<readonly GatewayAccount[]> =>
  z
    .array(account)
    .parse(
      await query(
        'SELECT gateway, store, site_id, added_at, heard_at FROM gateways ORDER BY added_at, gateway',
      ),
    );

/** The removed account, whose notifications are refused from now on; undefined if there is none. */
export const removeGateway = async (
  statements: Statements,
  gateway: string,
): Promise<GatewayAccount | undefined> => {
  const known = await listGateways(statements);
  await statements.query('DELETE FROM gateways WHERE gateway = $1', [gateway]);
  return known.find((one) => one.gateway === gateway);
};
