/**
 * An Electron main process that is all script: it shows the built till window with the real preload, answers its
 * calls with what a test has prepared, and pushes what a test hands it. `harness` is reached by Playwright's evaluate.
 */
const { readFile } = require('node:fs/promises');
const path = require('node:path');
const { app, BrowserWindow, ipcMain, nativeTheme, protocol } = require('electron');

const out = process.env.HARNESS_OUT;
const [width, height] = process.env.HARNESS_SIZE.split('x').map(Number);
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'";
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

const harness = {
  replies: {},
  calls: [],
  push: (name, payload) => harness.window.webContents.send('push', name, payload),
  size: (wide, high) => harness.window.setContentSize(wide, high),
  scheme: (source) => (nativeTheme.themeSource = source),
};
globalThis.harness = harness;

protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
app.setPath('userData', process.env.HARNESS_HOME);

const serve = async (request) => {
  const file = path.join(out, 'renderer', path.normalize(new URL(request.url).pathname));
  return new Response(await readFile(file), {
    headers: { 'content-type': types[path.extname(file)] ?? 'text/plain', 'content-security-policy': policy },
  });
};

/** A reply that is held stays unanswered until the test lets it go. */
const answer = (_event, name, input) => {
  harness.calls.push({ name, input });
  const reply = harness.replies[name] ?? { ok: false, problem: { code: 'unexpected', details: {} } };
  return reply === 'held' ? new Promise((resolve) => (harness.release = resolve)) : reply;
};

void app.whenReady().then(async () => {
  protocol.handle('app', serve);
  ipcMain.handle('call', answer);
  harness.window = new BrowserWindow({
    width,
    height,
    useContentSize: true,
    frame: false,
    webPreferences: { preload: path.join(out, 'main', 'preload.cjs'), sandbox: true, contextIsolation: true },
  });
  harness.open = () => harness.window.loadURL('app://till/till.html');
});
