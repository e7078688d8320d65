/** Where a request comes from, and by what: the same for tills and for browsers. */
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';

/** Of the connection, as node has it. */
export interface Connection {
  readonly address: string;
  readonly isTls: boolean;
}

/** Of a request that node has taken. */
export const peerOf = (c: Context): Pick<Connection, 'address'> => ({
  address: getConnInfo(c).remote.address ?? '',
});

/** Whether an address is this computer's own: 127.0.0.0/8, ::1, or the former as IPv6 writes it. */
const isLoopback = (address: string): boolean =>
  /^(?:::ffff:)?127(?:\.\d{1,3}){3}$/.test(address) || address === '::1';

/**
 * A proxy in front is believed where it runs on this computer alone: whoever connects from elsewhere could write anything
 * into these headers.
 */
const throughProxy = (
  connection: Pick<Connection, 'address'>,
  headers: Headers,
  name: string,
): string | null => (isLoopback(connection.address) ? headers.get(name) : null);

/** The last of the list is what the proxy has seen itself; those before it are hearsay. */
export const addressOf = (connection: Pick<Connection, 'address'>, headers: Headers): string =>
  throughProxy(connection, headers, 'x-forwarded-for')?.split(',').at(-1)?.trim() || connection.address;

export const isSecure = (connection: Connection, headers: Headers): boolean =>
  connection.isTls || throughProxy(connection, headers, 'x-forwarded-proto') === 'https';
