/**
 * An Electron main process that is all script: it shows the built till window with the real preload, answers its
 * calls with what a test has prepared, and pushes what a test hands it. Playwright reaches it as `harness`. One process
 * serves many test files, one after the other: each gets a window of its own in a session of its own.
 */
import { app, BrowserWindow, ipcMain, protocol, session } from 'electron';
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
// The next test file opens the next window.
app.on('window-all-closed', () => undefined);

/**
 * @typedef {object} Script what main does for one window
 * @property {BrowserWindow} window
 * @property {Record<string, unknown>} replies
 * @property {{ name: string, input: unknown }[]} calls
 * @property {(reply: unknown) => void} release
 */
/** @type {Map<number, Script>} by the id of the window's contents */
const scripts = new Map();

/** @param {number} id @returns {Script} */
const scriptOf = (id) => {
  const script = scripts.get(id);
  if (!script) throw new Error(`no test has window ${id}`);
  return script;
};

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
 * A reply that is held stays unanswered until the test lets it go. A look that is chosen is shown where the test has
 * it followed.
 * @param {import('electron').IpcMainInvokeEvent} event @param {string} name @param {unknown} input
 */
const answer = (event, name, input) => {
  const script = scriptOf(event.sender.id);
  script.calls.push({ name, input });
  const reply = script.replies[name] ?? { ok: false, problem: { code: 'unexpected', details: {} } };
  if (reply === 'followed') {
    const { value } = /** @type {{ value: { chosen: { language: string } } }} */ (
      script.replies['appearance.read']
    );
    Object.assign(value.chosen, input);
    event.sender.send('push', 'appearance.changed', { ...value, language: value.chosen.language });
    return { ok: true, value: {} };
  }
  return reply === 'held' ? new Promise((resolve) => (script.release = resolve)) : reply;
};

let sessions = 0;

/** Empty until a test opens it; two loads at once would end the first with an error. */
const add = async () => {
  const own = session.fromPartition(`test-${(sessions += 1)}`);
  own.protocol.handle('app', serve);
  const window = new BrowserWindow({
    width: 1024,
    height: 600,
    useContentSize: true,
    frame: false,
    webPreferences: {
      preload: path.join(out, 'main', 'preload.cjs'),
      session: own,
      sandbox: true,
      contextIsolation: true,
    },
  });
  // Like the till's own window, it does not delay a reload.
  window.webContents.on('will-prevent-unload', (event) => event.preventDefault());
  const { id } = window.webContents;
  scripts.set(id, { window, replies: {}, calls: [], release: () => undefined });
  await window.loadURL(`about:blank#${id}`);
  return id;
};

const harness = {
  add,
  /** @param {number} id @param {Record<string, unknown>} prepared */
  open: (id, prepared) => {
    const script = scriptOf(id);
    script.replies = prepared;
    script.calls = [];
    return script.window.loadURL('app://till/till.html');
  },
  /** @param {number} id @param {string} name @param {unknown} reply */
  reply: (id, name, reply) => {
    scriptOf(id).replies[name] = reply;
  },
  /** @param {number} id @param {unknown} reply */
  release: (id, reply) => scriptOf(id).release(reply),
  /** @param {number} id @param {string} name @param {unknown} payload */
  push: (id, name, payload) => scriptOf(id).window.webContents.send('push', name, payload),
  /** @param {number} id @param {string} name */
  calls: (id, name) =>
    scriptOf(id)
      .calls.filter((call) => call.name === name)
      .map(({ input }) => input),
  /** @param {number} id */
  close: (id) => {
    scriptOf(id).window.destroy();
    scripts.delete(id);
  },
};

// Not awaited here: Electron is not ready before this module has run to its end.
void app.whenReady().then(() => {
  ipcMain.handle('call', answer);
  Object.assign(globalThis, { harness });
});
