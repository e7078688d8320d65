import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Station } from '../../support/station.ts';
import { openStation, removeHome } from '../../support/station.ts';

let station: Station;
let visits = 0;
let outside: string;
const server = createServer((_request, response) => {
  visits += 1;
  response.setHeader('access-control-allow-origin', '*').end('<p>outside</p>');
});

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  outside = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  // Chromium's own loudspeakers, which even a computer without sound has.
  station = await openStation({
    args: ['--use-fake-device-for-media-stream'],
    env: { COUNTERTOP_API_KEY: 'canary-of-the-environment' },
  });
});
afterAll(async () => {
  await station.close();
  removeHome(station.home);
  server.close();
});

type Listening = { asked?: Promise<string> };
type Wild = { call: (name: string, input: unknown) => Promise<unknown> };

/** From now on main records the first address that a window tries to open. */
const listenForLeaving = (): Promise<void> =>
  station.app.evaluate(({ BrowserWindow }) => {
    (globalThis as Listening).asked = new Promise<string>((resolve) => {
      for (const { webContents } of BrowserWindow.getAllWindows())
        webContents.once('will-frame-navigate', (event) => resolve(event.url));
    });
  });

const askedToLeave = (): Promise<string | undefined> =>
  station.app.evaluate(() => (globalThis as Listening).asked);

test.each(['location', 'link'] as const)('a window cannot be navigated elsewhere by its %s', async (way) => {
  const { till } = station;
  const here = till.url();
  await listenForLeaving();
  await till.evaluate(
    ({ way, outside }) => {
      if (way === 'location') window.location.href = outside;
      else Object.assign(document.createElement('a'), { href: outside }).click();
    },
    { way, outside },
  );
  expect(await askedToLeave()).toBe(outside);
  expect(till.url()).toBe(here);
  expect(visits).toBe(0);
});

test('a window shows nothing from elsewhere in a frame', async () => {
  await station.till.evaluate(
    (outside) =>
      new Promise((resolve) => {
        const frame = Object.assign(document.createElement('iframe'), { src: outside, onload: resolve });
        document.body.append(frame);
      }),
    outside,
  );
  expect(visits).toBe(0);
});

test('a window cannot open another, not even one of ours', async () => {
  const before = station.app.windows().length;
  const opened = await station.till.evaluate(
    (outside) => [window.open(outside), window.open('app://countertop/till.html')].map((one) => one === null),
    outside,
  );
  expect(opened).toEqual([true, true]);
  expect(station.app.windows()).toHaveLength(before);
});

test('a window gets no browser permission, neither microphone nor camera beside its loudspeaker', async () => {
  const answers = await station.till.evaluate(async () => [
    await Notification.requestPermission(),
    (await navigator.permissions.query({ name: 'geolocation' })).state,
    (await navigator.permissions.query({ name: 'microphone' })).state,
    (await navigator.permissions.query({ name: 'camera' })).state,
    await new Promise((resolve) =>
      navigator.geolocation.getCurrentPosition(
        () => resolve('position'),
        ({ code }) => resolve(code === GeolocationPositionError.PERMISSION_DENIED ? 'denied' : code),
      ),
    ),
    await navigator.clipboard.readText().catch((error: unknown) => (error as Error).name),
  ]);
  expect(answers).toEqual(['denied', 'denied', 'denied', 'denied', 'denied', 'NotAllowedError']);
});

test('a window learns the names of the loudspeakers, to choose one, and of no microphone or camera', async () => {
  const named = await station.till.evaluate(async () => {
    const devices = await navigator.mediaDevices.enumerateDevices();
    return devices.filter(({ label }) => label !== '').map(({ kind }) => kind);
  });
  expect(new Set(named)).toEqual(new Set(['audiooutput']));
});

test('a window runs no code but its own files: no eval, no inline script, no script from elsewhere', async () => {
  const ran = await station.till.evaluate(async (outside) => {
    const page = window as unknown as { intruder?: string };
    const scripts = [
      Object.assign(document.createElement('script'), { textContent: 'window.intruder = "inline"' }),
      Object.assign(document.createElement('script'), { src: outside }),
    ];
    document.body.append(...scripts);
    await new Promise((resolve) => scripts[1]?.addEventListener('error', resolve));
    try {
      (0, eval)('window.intruder = "eval"');
    } catch (error) {
      return [page.intruder ?? 'nothing', (error as Error).name];
    }
    return [page.intruder ?? 'nothing', 'ran'];
  }, outside);
  expect(ran).toEqual(['nothing', 'EvalError']);
  expect(visits).toBe(0);
});

test('a window reaches no network, even without the content security policy', async () => {
  const fetched = await station.till.evaluate(
    (outside) =>
      fetch(outside).then(
        () => 'reached',
        (error: unknown) => (error as Error).name,
      ),
    outside,
  );
  expect(fetched).toBe('TypeError');
  const bypassing = await station.app.evaluate(
    ({ BrowserWindow }, outside) =>
      BrowserWindow.getAllWindows()[0]
        ?.webContents.session.fetch(outside)
        .then(
          () => 'reached',
          (error: unknown) => (error as Error).message,
        ),
    outside,
  );
  expect(bypassing).toContain('ERR_BLOCKED_BY_CLIENT');
  expect(visits).toBe(0);
});

test('a window has nothing of Node or Electron except the bridge with its two functions', async () => {
  for (const page of [station.till, station.customer]) {
    const found = await page.evaluate(() => [
      ...['require', 'process', 'Buffer', 'module', 'electron'].filter((name) => name in globalThis),
      ...Object.keys(window.countertop).sort(),
    ]);
    expect(found).toEqual(['call', 'on']);
  }
});

test('the customer’s window cannot make the till’s calls', async () => {
  const answer = await station.customer.evaluate(() => window.countertop.call('settings.read', {}));
  expect(answer).toEqual({ ok: false, problem: { code: 'request-refused', details: {} } });
});

test('an undeclared or malformed call is answered with a problem and nothing else', async () => {
  const answers = await station.till.evaluate(async () => {
    const bridge = window.countertop as unknown as Wild;
    return [
      await bridge.call('vault.load', {}),
      await bridge.call('payments.story', { reference: '../journal' }),
    ];
  });
  expect(answers).toEqual([
    { ok: false, problem: { code: 'request-refused', details: {} } },
    { ok: false, problem: { code: 'request-invalid', details: {} } },
  ]);
});

test('files other than the windows’ own are not served', async () => {
  const statuses = await station.app.evaluate(async ({ BrowserWindow }) => {
    const session = BrowserWindow.getAllWindows()[0]?.webContents.session;
    const ask = async (path: string) => (await session?.fetch(`app://countertop/${path}`))?.status;
    return [await ask('till.html'), await ask('..%2fmain%2fmain.cjs'), await ask('missing.js')];
  });
  expect(statuses).toEqual([200, 404, 404]);
});

test('every page comes with the complete content security policy', async () => {
  const policy = await station.app.evaluate(async ({ BrowserWindow }) => {
    const { session } = BrowserWindow.getAllWindows()[0]!.webContents;
    return (await session.fetch('app://countertop/customer.html')).headers.get('content-security-policy');
  });
  expect(policy).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
      "connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  );
});

test('every window has exactly these rights', async () => {
  const rights = await station.app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => {
      const all = (
        contents as unknown as { getLastWebPreferences: () => Record<string, unknown> }
      ).getLastWebPreferences();
      const of = (name: string): unknown => all[name] ?? false;
      return {
        on: ['sandbox', 'contextIsolation', 'webSecurity'].filter(of),
        off: [
          ...['nodeIntegration', 'nodeIntegrationInWorker', 'nodeIntegrationInSubFrames', 'webviewTag'],
          ...[
            'allowRunningInsecureContent',
            'experimentalFeatures',
            'plugins',
            'spellcheck',
            'navigateOnDragDrop',
          ],
        ].filter(of),
        blink: all['enableBlinkFeatures'] ?? '',
        webRtc: contents.getWebRTCIPHandlingPolicy(),
        kept: contents.session.isPersistent(),
      };
    }),
  );
  expect(rights).toHaveLength(2);
  for (const each of rights)
    expect(each).toEqual({
      on: ['sandbox', 'contextIsolation', 'webSecurity'],
      off: [],
      blink: '',
      webRtc: 'disable_non_proxied_udp',
      kept: false,
    });
});

test('a window is kept from a redirect, a page within the page, and a download', async () => {
  const prevented = await station.app.evaluate(({ BrowserWindow }) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!;
    type Emitter = { emit: (name: string, event: object) => boolean };
    return (['will-redirect', 'will-attach-webview', 'will-download'] as const).filter((name) => {
      const from: Emitter = name === 'will-download' ? webContents.session : webContents;
      const event = { defaultPrevented: false, preventDefault: () => (event.defaultPrevented = true) };
      from.emit(name, Object.assign(event, { url: 'https://evil.example' }));
      return event.defaultPrevented;
    });
  });
  expect(prevented).toEqual(['will-redirect', 'will-attach-webview', 'will-download']);
});

test('only the top frame of our own page speaks for its window, and no other has a bridge', async () => {
  const inFrame = await station.till.evaluate(() => {
    const frame = document.body.appendChild(document.createElement('iframe'));
    return frame.contentWindow !== null && 'countertop' in frame.contentWindow;
  });
  expect(inFrame).toBe(false);
  const codes = await station.app.evaluate(async ({ BrowserWindow, ipcMain }) => {
    type Handler = (event: object, name: string, input: object) => Promise<{ problem?: { code: string } }>;
    const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, Handler> })._invokeHandlers;
    const sender = BrowserWindow.getAllWindows().find(
      (one) => one.getTitle() === 'Countertop – Till',
    )!.webContents;
    const { mainFrame } = sender;
    const codeFor = async (senderFrame: object | null): Promise<string> =>
      (await handlers.get('call')!({ sender, senderFrame }, 'session.read', {})).problem?.code ?? 'answered';
    const [own, none] = [await codeFor(mainFrame), await codeFor(null)];
    const within = await codeFor({ url: mainFrame.url });
    const elsewhere = { url: 'https://evil.example/till.html' };
    Object.defineProperty(sender, 'mainFrame', { value: elsewhere, configurable: true });
    const foreign = await codeFor(elsewhere);
    delete (sender as { mainFrame?: object }).mainFrame;
    return { own, within, none, foreign };
  });
  const refused = 'request-refused';
  expect(codes).toEqual({ own: 'answered', within: refused, none: refused, foreign: refused });
});

test('the ApiKey of a bench is in nothing that is started after the till has read it', async () => {
  expect(await station.app.evaluate(() => process.env['COUNTERTOP_API_KEY'] ?? 'gone')).toBe('gone');
});
