/** The browser's half of a session: no script reads it, and no other site sends it. */
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { MAX_AGE_MS } from '../../people/sessions.ts';

/** Browsers accept the `__Host-` name only with Secure, and send it only to this host. */
const nameOf = (secure: boolean): string => (secure ? '__Host-office' : 'office');

const options = (secure: boolean) => ({ path: '/', httpOnly: true, sameSite: 'Strict', secure }) as const;

export const readToken = (c: Context, secure: boolean): string | undefined => getCookie(c, nameOf(secure));

export const giveToken = (c: Context, secure: boolean, token: string): void =>
  setCookie(c, nameOf(secure), token, { ...options(secure), maxAge: MAX_AGE_MS / 1_000 });

export const takeToken = (c: Context, secure: boolean): void => {
  deleteCookie(c, nameOf(secure), options(secure));
};
