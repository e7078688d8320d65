/** Where a request comes from, and over what connection; for tills and browsers alike. */
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';

/** The connection as Node sees it. */
export interface Connection {
  readonly address: string;
  readonly isTls: boolean;
}

/** The peer of a request that Node received. */
export const peerOf = (c: Context): Pick<Connection, 'address'> => ({
  address: getConnInfo(c).remote.address ?? '',
});

/** Whether an address is this computer's own: 127.0.0.0/8, ::1, or the former as IPv6 writes it. */
const isLoopback = (address: string): boolean =>
  /^(?:::ffff:)?127(?:\.\d{1,3}){3}$/.test(address) || address === '::1';

/**
 * A proxy's headers are trusted only if it runs on this computer: somebody connecting from elsewhere could write
 * anything into them.
 */
const throughProxy = (
  connection: Pick<Connection, 'address'>,
  headers: Headers,
  name: string,
): string | null => (isLoopback(connection.address) ? headers.get(name) : null);

/** The proxy itself saw only the last address in the list; the earlier ones could be forged. */
export const addressOf = (connection: Pick<Connection, 'address'>, headers: Headers): string =>
  throughProxy(connection, headers, 'x-forwarded-for')?.split(',').at(-1)?.trim() || connection.address;

export const isSecure = (connection: Connection, headers: Headers): boolean =>
  connection.isTls || throughProxy(connection, headers, 'x-forwarded-proto') === 'https';
