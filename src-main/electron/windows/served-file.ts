import { extname, resolve, sep } from 'node:path';
import { BRAND_PATH } from '#electron/files/brand-folder.ts';
import { isAppAddress } from './app-address.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.woff2': 'font/woff2',
};

/**
 * The file that answers a request of a window, or undefined: for another method than GET, another host, a path outside
 * the folder, a type of file that windows do not use, or a picture that the shop has not given.
 */
export const servedFile = (
  folder: string,
  request: { readonly method: string; readonly url: string },
  pictureCalled: (name: string) => string | undefined = () => undefined,
): { path: string; type: string } | undefined => {
  if (request.method !== 'GET' || !isAppAddress(request.url)) return undefined;
  const name = decoded(new URL(request.url).pathname);
  if (name === undefined || name.includes('\0')) return undefined;
  const path = name.startsWith(BRAND_PATH)
    ? pictureCalled(name.slice(BRAND_PATH.length))
    : within(resolve(folder), name);
  const type = path === undefined ? undefined : TYPES[extname(path).toLowerCase()];
  return path !== undefined && type !== undefined ? { path, type } : undefined;
};

const within = (folder: string, name: string): string | undefined => {
  const path = resolve(folder, `.${name}`);
  return path.startsWith(folder + sep) ? path : undefined;
};

const decoded = (pathname: string): string | undefined => {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
};
