import type { Session } from 'electron';
import { protocol } from 'electron';
import { readFile } from 'node:fs/promises';
import type { Brand } from '#electron/files/brand-folder.ts';
import { APP_SCHEME } from './app-address.ts';
import { servedFile } from './served-file.ts';

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
};

/** Makes `app://` an origin like https, with a storage and a policy of its own. Once, before the app is ready. */
export const registerAppScheme = (): void =>
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true } },
  ]);

/**
 * Serves the built windows to one session at app://countertop/till.html, customer.html and slip.html.
 * @param folder absolute; nothing outside it is ever read but the shop's pictures. It may lie inside an asar.
 */
export const serveWindows = (session: Session, folder: string, brand: Pick<Brand, 'fileOf'>): void =>
  session.protocol.handle(APP_SCHEME, async (request) => {
    const file = servedFile(folder, request, brand.fileOf);
    const nothing = new Response('Not found', { status: 404, headers: HEADERS });
    if (!file) return nothing;
    try {
      const body = new Uint8Array(await readFile(file.path));
      return new Response(body, { headers: { ...HEADERS, 'Content-Type': file.type } });
    } catch {
      return nothing;
    }
  });
