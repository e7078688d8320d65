/** Responses to the windows' requests, with the windows' content security policy. */
import { readFile } from 'node:fs/promises';
import type { ServedFile } from './served-file.ts';

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

export const notFound = (): Response => new Response('Not found', { status: 404, headers: HEADERS });

export const answerWith = async ({ path, type }: ServedFile): Promise<Response> => {
  try {
    const body = new Uint8Array(await readFile(path));
    return new Response(body, { headers: { ...HEADERS, 'Content-Type': type } });
  } catch {
    return notFound();
  }
};
