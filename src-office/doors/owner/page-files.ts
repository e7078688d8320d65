/** The built page. Only built files are served, from a list made at the start; paths are never resolved. */
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import type { Hono } from 'hono';
import { compress } from 'hono/compress';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};

/** Names of built files have a hash of their content. */
const FOR_EVER = 'public, max-age=31536000, immutable';

/** The files of a folder by their paths; none if it is not there. */
const filesIn = async (folder: string): Promise<ReadonlyMap<string, string>> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return new Map(
    entries
      .filter((entry) => entry.isFile() && extname(entry.name) in TYPES)
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [`/${relative(folder, path).split(sep).join('/')}`, path]),
  );
};

export const addPage = async (app: Hono, folder: string): Promise<void> => {
  const files = await filesIn(folder);
  // Compresses only the page: the compressed length of an answer with a secret would reveal it.
  app.get('*', compress(), async (c) => {
    const asked = c.req.path === '/' ? '/index.html' : c.req.path;
    const path = files.get(asked);
    if (path === undefined) return c.text('Not found', 404);
    c.header('Content-Type', TYPES[extname(path)] ?? 'application/octet-stream');
    c.header('Cache-Control', asked.startsWith('/assets/') ? FOR_EVER : 'no-cache');
    return c.body(new Uint8Array(await readFile(path)));
  });
};
