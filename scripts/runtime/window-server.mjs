// @ts-check
import { once } from 'node:events';
import { createServer as createSocket } from 'node:net';
import { join } from 'node:path';
import { createServer } from 'vite';
import { projectRoot } from '../command/project.mjs';

/** @returns {Promise<number>} a port that nobody uses just now */
async function freePort() {
  const socket = createSocket().listen(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (socket.address());
  socket.close();
  await once(socket, 'close');
  return port;
}

/**
 * Vite's server for the windows, on this computer only: what is edited in them is in the open windows a moment later.
 * The app fetches pages from it for its windows, which stay at their own addresses; only the pushes of what has changed
 * come straight from here.
 * @param {{ root?: string, cacheDir?: string }} [options] another folder of windows than src-renderer
 * @returns {Promise<{ origin: string, listeners: () => number, close: () => Promise<void> }>} `origin` is for
 *   COUNTERTOP_DEV_SERVER; `listeners` counts the windows that hear of edits
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
