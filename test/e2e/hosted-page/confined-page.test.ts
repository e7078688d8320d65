/**
 * What a gateway's page that was taken over could do besides loading and leaving, none of which it may. Without
 * Playwright, under which a frame in a process of its own never loads.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { BareStation } from '../../support/bare-station.ts';
import { openBareStation } from '../../support/bare-station.ts';
import { PATIENCE_MS } from '../../support/patience.ts';
import type { GatewayBench } from '../../support/station.ts';
import { freshHome, openGatewayBench, removeHome } from '../../support/station.ts';
import type { HostileGateway } from './hostile-gateway.ts';
import { openHostileGateway } from './hostile-gateway.ts';

let bench: GatewayBench;
let gateway: HostileGateway;
let station: BareStation;
const home = freshHome();

type Where = 'page' | 'frame';

/** Runs an expression in the gateway's page, or in its frame, as when a customer touches it. */
const inPage = (expression: string, where: Where = 'page'): Promise<unknown> =>
  station.inMain(
    ({ webContents }, { expression, where }) => {
      const page = webContents.getAllWebContents().find((one) => one.getURL().startsWith('http'));
      const frame = where === 'page' ? page?.mainFrame : page?.mainFrame.frames[0];
      return frame?.executeJavaScript(expression, true);
    },
    { expression, where },
  );

/** Whether the page and its frame have been loaded. */
const isThere = (): Promise<boolean> =>
  station.inMain(({ webContents }) => {
    const page = webContents.getAllWebContents().find((one) => one.getURL().startsWith('http'));
    return page?.mainFrame.frames[0]?.url.endsWith('/frame') === true && !page.isLoading();
  }, null);

beforeAll(async () => {
  bench = await openGatewayBench();
  gateway = await openHostileGateway(bench.gateway.url);
  gateway.page = ({ url }, response) => {
    const frame = url === '/frame' ? '' : '<iframe sandbox="allow-scripts" src="/frame"></iframe>';
    const type = url === '/worker.js' ? 'text/javascript' : 'text/html';
    const first = '<script>var atFirst = typeof RTCPeerConnection</script>';
    const body = `<body>hostile ${first} ${frame}</body>`;
    response.setHeader('content-type', type).end(type === 'text/html' ? body : '');
  };
  writeFileSync(join(home, 'settings.json'), JSON.stringify({ showsGatewayPage: true }));
  station = await openBareStation(home, { ...bench.gateway, url: gateway.url });
  const charge = `countertop.call('payments.start', { amount: 1250, orderReference: '' }).then(({ ok }) => ok)`;
  await vi.waitUntil(() => station.inPage('till', charge), { timeout: PATIENCE_MS });
  await vi.waitUntil(isThere, { timeout: PATIENCE_MS });
});
afterAll(async () => {
  await station.stop();
  removeHome(home);
  gateway.close();
  await bench.simulator.close();
});

/** Asks for a file; whether its dialog was refused. */
const asksForFile = (where: Where): Promise<boolean> =>
  station.inMain(
    async ({ webContents }, { where, patience }) => {
      const page = webContents.getAllWebContents().find((one) => one.getURL().startsWith('http'));
      const frame = where === 'page' ? page?.mainFrame : page?.mainFrame.frames[0];
      return new Promise<boolean>((done) => {
        page?.debugger.on('message', (_event, method) => {
          if (method === 'Page.fileChooserOpened') done(true);
        });
        setTimeout(done, patience, false);
        const ask = `void Object.assign(document.createElement('input'), { type: 'file' }).click()`;
        void frame?.executeJavaScript(ask, true);
      });
    },
    { where, patience: PATIENCE_MS / 4 },
  );

/** The name of the error with which a promise in the page rejects, or what is there instead. */
const refusalOf = (promise: string, instead: string): Promise<unknown> =>
  inPage(
    `Promise.race([
      (async () => ${promise})().then(() => '${instead}', ({ name }) => name),
      new Promise((done) => setTimeout(done, ${PATIENCE_MS / 4}, '${instead}')),
    ])`,
  );

test.each(['page', 'frame'] as const)(
  'no file can be chosen on the customer’s display: %s',
  async (where) => {
    expect(await asksForFile(where)).toBe(true);
  },
);

test('no file can be opened for the page to read and write', async () => {
  expect(await refusalOf('showOpenFilePicker()', 'a dialog')).toBe('AbortError');
});

test('no picture floats over the windows of the till', async () => {
  const floating = `{
    const canvas = document.createElement('canvas');
    canvas.getContext('2d').fillRect(0, 0, 9, 9);
    const video = Object.assign(document.createElement('video'), { muted: true, srcObject: canvas.captureStream(5) });
    await video.play();
    await video.requestPictureInPicture();
  }`;
  expect(await refusalOf(floating, 'a picture')).toBe('SecurityError');
});

test('no worker of the page answers in its place, without what confines it', async () => {
  expect(await refusalOf(`navigator.serviceWorker.register('/worker.js')`, 'a worker')).toBe('TypeError');
});

test('no connection is made past the session of the page', async () => {
  const types = `(({ RTCPeerConnection: one, webkitRTCPeerConnection: other }) => [typeof one, typeof other])`;
  const found = [
    await inPage(`${types}(window)`),
    await inPage(`${types}(document.body.appendChild(document.createElement('iframe')).contentWindow)`),
    await inPage(`${types}(window)`, 'frame'),
  ];
  expect(found).toEqual(found.map(() => ['undefined', 'undefined']));
});

test.each(['page', 'frame'] as const)('not even the first script has WebRTC: %s', async (where) => {
  expect(await inPage('atFirst', where)).toBe('undefined');
});

test.each(['page', 'frame'] as const)(
  'nothing speaks to the customer past the muted page: %s',
  async (where) => {
    expect(await inPage('typeof speechSynthesis', where)).toBe('undefined');
  },
);

test('the page has nothing before it, such as an empty one, to go back to', async () => {
  expect(await inPage('history.length')).toBe(1);
});

test('a frame that cannot be confined closes the page, and the cashier reads why', async () => {
  await station.inMain(({ webContents }) => {
    const page = webContents.getAllWebContents().find((one) => one.getURL().startsWith('http'));
    if (page) page.debugger.sendCommand = () => Promise.reject(new Error('refused'));
  }, null);
  // Later, or else the page is closed before this is answered.
  await inPage(`setTimeout(() => {
    const frame = document.createElement('iframe');
    frame.sandbox = 'allow-scripts';
    frame.src = '/frame';
    document.body.append(frame);
  }, 200)`);
  const problem = `document.querySelector('[data-testid="problem"]')?.innerText ?? ''`;
  await vi.waitUntil(
    async () => String(await station.inPage('till', problem)).includes('could not be loaded'),
    {
      timeout: PATIENCE_MS,
    },
  );
  expect(await inPage('0')).toBeUndefined();
});
