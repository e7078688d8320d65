/** Limits how often codes may be tried from one place, so that nobody can guess one. */
import { isIPv6 } from 'node:net';
import { z } from 'zod';
import type { Database } from '../database/database.ts';

/** How many wrong codes one place may try before it must wait, and how long they are remembered; ms. */
const MAX_TRIES = 10;
const TRY_LIFETIME_MS = 10 * 60_000;

const IPV4_IN_IPV6 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;
const GROUPS = 8;
const NETWORK_GROUPS = 4;

/** Somebody with one IPv6 address has 2^64 of them, which count as one place. */
export const placeOf = (address: string): string => {
  const [, plain] = IPV4_IN_IPV6.exec(address) ?? [];
  if (plain !== undefined) return plain;
  if (!isIPv6(address)) return address;
  const [left = '', right] = address.split('%', 1)[0]?.split('::') ?? [];
  const [before, after] = [left, right ?? ''].map((part) => part.split(':').filter((group) => group !== ''));
  const missing = GROUPS - (before?.length ?? 0) - (after?.length ?? 0);
  const zeros = Array.from({ length: right === undefined ? 0 : missing }, () => '0');
  const groups = [...(before ?? []), ...zeros, ...(after ?? [])].slice(0, NETWORK_GROUPS);
  return groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':');
};

const counted = z.tuple([z.strictObject({ count: z.int() })]);

/** Counts a try before it is made, so that many at once do not slip through; false if it is not allowed. */
export const mayTry = async (database: Database, address: string, now: number): Promise<boolean> => {
  await database.query('DELETE FROM tries WHERE since <= $1', [now - TRY_LIFETIME_MS]);
  const [{ count }] = counted.parse(
    await database.query(
      `INSERT INTO tries (address, since, count) VALUES ($1, $2, 1)
       ON CONFLICT (address) DO UPDATE SET count = tries.count + 1 RETURNING count`,
      [placeOf(address), now],
    ),
  );
  return count <= MAX_TRIES;
};

/** A valid code does not count as a try. */
export const uncountTry = async (database: Database, address: string): Promise<void> => {
  await database.query('UPDATE tries SET count = count - 1 WHERE address = $1 AND count > 0', [
    placeOf(address),
  ]);
};
