// @ts-check
import { once } from 'node:events';
import { createServer as createSocket } from 'node:net';
import { join } from 'node:path';
import { createServer } from 'vite';
import { projectRoot } from '../command/project.mjs';

/** @returns {Promise<number>} a free port */
async function freePort() {
  const socket = createSocket().listen(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (socket.address());
  socket.close();
  await once(socket, 'close');
  return port;
}

/**
 * Vite's server for the windows, on this computer only, so that an edit appears in the open windows a moment later. The
 * app fetches its windows' pages from it and serves them at their usual addresses; only the pushed changes come
 * directly from here.
 * @param {{ root?: string, cacheDir?: string }} [options] another folder of windows than src-renderer
 * @returns {Promise<{ origin: string, listeners: () => number, close: () => Promise<void> }>} `origin` is for
 *   COUNTERTOP_DEV_SERVER; `listeners` counts the windows that receive edits
 */
export async function startWindowServer(options = {}) {
  const port = await freePort();
  const server = await createServer({
    ...options,
    configFile: join(projectRoot, 'vite.config.ts'),
    mode: 'renderer',
    logLevel: 'warn',
    server: {
      host: '127.0.0.1',
      port,
      strictPort: true,
      fs: { allow: [projectRoot] },
      hmr: { protocol: 'ws', host: '127.0.0.1', clientPort: port },
    },
  });
  await server.listen();
  return {
    origin: `http://127.0.0.1:${port}`,
    listeners: () => server.ws.clients.size,
    close: () => server.close(),
  };
}
