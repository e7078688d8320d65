/** Vite's server, which serves the windows during development. Only `npm run dev` starts one. */
import type { Session } from 'electron';
import type { Brand } from '#electron/files/brand-folder.ts';
import { answerWith } from './answer.ts';
import { APP_SCHEME } from './app-address.ts';
import { servedPicture } from './served-file.ts';

/** Set by scripts/dev.mjs. */
const VARIABLE = 'COUNTERTOP_DEV_SERVER';
const THIS_COMPUTER = /^http:\/\/127\.0\.0\.1:\d{1,5}$/;

/**
 * The origin of that server. Undefined if none is named, if it is not on this computer, and always in a packaged
 * program.
 */
export const devServerOrigin = (
  isPackaged: boolean,
  variables: Readonly<Record<string, string | undefined>>,
): string | undefined => {
  const named = variables[VARIABLE] ?? '';
  return !isPackaged && THIS_COMPUTER.test(named) ? named : undefined;
};

/** The prefix, slash included, of the addresses where that server pushes changes. */
export const pushesOf = (origin: string): string => `${origin.replace('http:', 'ws:')}/`;

/** As strict as the policy of answer.ts, except that it allows the styles Vite injects and Vite's pushes. */
const developmentPolicy = (origin: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src ${pushesOf(origin)}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** Serves the windows and the shop's pictures as serveWindows does, but the windows from that server. */
export const serveFromDevServer = (session: Session, origin: string, brand: Pick<Brand, 'fileOf'>): void =>
  session.protocol.handle(APP_SCHEME, async (request) => {
    const picture = servedPicture(request, brand.fileOf);
    if (picture) return answerWith(picture);
    const { url, headers } = request;
    const { pathname, search } = new URL(url);
    // The server uses it to distinguish linked style sheets from imported ones.
    const accept = headers.get('accept') ?? '*/*';
    const answer = await fetch(`${origin}${pathname}${search}`, { headers: { accept } });
    return new Response(answer.body, {
      status: answer.status,
      headers: {
        'Content-Type': answer.headers.get('content-type') ?? 'text/plain',
        'Content-Security-Policy': developmentPolicy(origin),
        'Cache-Control': 'no-store',
      },
    });
  });
