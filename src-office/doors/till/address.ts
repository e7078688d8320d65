/** Where a request comes from. */
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

/** A proxy on this computer adds whom it speaks for, as the last; nobody else is believed. */
export const addressOf = (context: Context): string => {
  const address = getConnInfo(context).remote.address ?? '';
  const forwarded = context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim();
  return LOOPBACK.test(address) && forwarded ? forwarded : address;
};
