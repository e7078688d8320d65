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

export interface ServedFile {
  readonly path: string;
  /** Its media type. */
  readonly type: string;
}

type Request = Readonly<Record<'method' | 'url', string>>;
type PictureCalled = (name: string) => string | undefined;

/**
 * The file that answers a request of a window, or undefined: for a method other than GET, another host, a path outside
 * the folder, a file type that windows do not use, or a picture the shop does not have.
 */
export const servedFile = (
  folder: string,
  request: Request,
  pictureCalled: PictureCalled = () => undefined,
): ServedFile | undefined => {
  const name = nameIn(request);
  if (name === undefined) return undefined;
  return name.startsWith(BRAND_PATH)
    ? typed(pictureCalled(name.slice(BRAND_PATH.length)))
    : typed(within(resolve(folder), name));
};

/** As servedFile, but only pictures: for windows that come from elsewhere. */
export const servedPicture = (request: Request, pictureCalled: PictureCalled): ServedFile | undefined =>
  nameIn(request)?.startsWith(BRAND_PATH) ? servedFile('', request, pictureCalled) : undefined;

/** The requested path, decoded; undefined if the request is not allowed. */
const nameIn = ({ method, url }: Request): string | undefined => {
  if (method !== 'GET' || !isAppAddress(url)) return undefined;
  const name = decoded(new URL(url).pathname);
  return name?.includes('\0') ? undefined : name;
};

const typed = (path: string | undefined): ServedFile | undefined => {
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
