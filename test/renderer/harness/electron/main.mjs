/**
 * An Electron main process that is all script: it shows the built till window with the real preload, answers its
 * calls with what a test has prepared, and pushes what a test hands it. Playwright reaches it as `harness`.
 */
import { app, BrowserWindow, ipcMain, protocol } from 'electron';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';

const out = process.env.HARNESS_OUT ?? '';
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'";
const types = new Map([
  ['.html', 'text/html'],
  ['.js', 'text/javascript'],
  ['.css', 'text/css'],
]);

protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
app.setPath('userData', process.env.HARNESS_HOME ?? '');

/** @type {Record<string, unknown>} */
let replies = {};
/** @type {{ name: string, input: unknown }[]} */
let calls = [];
/** @type {(reply: unknown) => void} */
let release = () => undefined;

/** @param {Request} request */
const serve = async (request) => {
  const file = path.join(out, 'renderer', path.normalize(new URL(request.url).pathname));
  return new Response(new Uint8Array(await readFile(file)), {
    headers: {
      'content-type': types.get(path.extname(file)) ?? 'text/plain',
      'content-security-policy': policy,
    },
  });
};

/**
 * A reply that is held stays unanswered until the test lets it go.
 * @param {unknown} _event @param {string} name @param {unknown} input
 */
const answer = (_event, name, input) => {
  calls.push({ name, input });
  const reply = replies[name] ?? { ok: false, problem: { code: 'unexpected', details: {} } };
  return reply === 'held' ? new Promise((resolve) => (release = resolve)) : reply;
};

const show = () => {
  protocol.handle('app', serve);
  ipcMain.handle('call', answer);
  const window = new BrowserWindow({
    width: 1024,
    height: 600,
    useContentSize: true,
    frame: false,
    webPreferences: { preload: path.join(out, 'main', 'preload.cjs'), sandbox: true, contextIsolation: true },
  });

  // Empty until a test opens it; two loads at once would end the first with an error.
  // Like the till's own window, it keeps no reload waiting.
  window.webContents.on('will-prevent-unload', (event) => event.preventDefault());
  const shown = window.loadURL('about:blank');

  Object.assign(globalThis, {
    harness: {
      /** @param {Record<string, unknown>} prepared */
      open: async (prepared) => {
        await shown;
        replies = prepared;
        calls = [];
        return window.loadURL('app://till/till.html');
      },
      /** @param {string} name @param {unknown} reply */
      reply: (name, reply) => {
        replies[name] = reply;
      },
      /** @param {unknown} reply */
      release: (reply) => release(reply),
      /** @param {string} name @param {unknown} payload */
      push: (name, payload) => window.webContents.send('push', name, payload),
      /** @param {string} name */
      calls: (name) => calls.filter((call) => call.name === name).map(({ input }) => input),
    },
  });
};

// Not awaited here: Electron is not ready before this module has run to its end.
void app.whenReady().then(show);
