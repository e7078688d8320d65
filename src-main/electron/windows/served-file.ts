import { extname, resolve, sep } from 'node:path';
import { isAppAddress } from './app-address.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/**
 * The file that answers a request of a window, or undefined: for another method than GET, another host, a path outside
 * the folder, or a type of file that windows do not use.
 */
export const servedFile = (
  folder: string,
  request: { readonly method: string; readonly url: string },
): { path: string; type: string } | undefined => {
  if (request.method !== 'GET' || !isAppAddress(request.url)) return undefined;
  const name = decoded(new URL(request.url).pathname);
  if (name === undefined || name.includes('\0')) return undefined;
  const path = resolve(folder, `.${name}`);
  const type = TYPES[extname(path)];
  return type !== undefined && path.startsWith(resolve(folder) + sep) ? { path, type } : undefined;
};

const decoded = (pathname: string): string | undefined => {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
};
