/** A gateway's page that was taken over or is broken: what it tries, and that the customer can still pay. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { GatewayBench, Station } from '../../support/station.ts';
import { openGatewayBench, removeHome, tillState } from '../../support/station.ts';
import type { HostileGateway, Page } from './hostile-gateway.ts';
import { openElsewhere, openHostileGateway, redirect, script } from './hostile-gateway.ts';
import {
  askedOf,
  chargeAnother,
  chargeOnPage,
  cookiesLeft,
  expectClosed,
  inPage,
  openPageStation,
  pageIsGone,
  pageSays,
  sessionsOf,
  shownPage,
} from './page-kit.ts';

let bench: GatewayBench;
let gateway: HostileGateway;
let elsewhere: Awaited<ReturnType<typeof openElsewhere>>;
let station: Station;

beforeAll(async () => {
  bench = await openGatewayBench();
  gateway = await openHostileGateway(bench.gateway.url);
  elsewhere = await openElsewhere();
  station = await openPageStation({ ...bench.gateway, url: gateway.url });
});
const payAndLeave = async (): Promise<void> => {
  bench.simulator.act('latest', 'pay');
  await tillState(station.till, 'paid');
  await pageIsGone(station);
  await station.till.getByTestId('new-sale').click();
};
afterEach(async () => {
  await payAndLeave();
  const foreign = (await askedOf(station)).filter((url) => !url.startsWith(`${gateway.url}/`));
  expect(foreign).toEqual([]);
  expect(elsewhere.visits).toBe(0);
  expect(await cookiesLeft(station)).toBe(0);
});
afterAll(async () => {
  await station.close();
  removeHome(station.home);
  gateway.close();
  elsewhere.close();
  await bench.simulator.close();
});

/** Both displays show the till's own code. */
const expectOwnCode = async (): Promise<void> => {
  await station.customer.getByTestId('customer-qr').waitFor();
  await station.till.getByTestId('mirror-code').waitFor();
};

describe('a page that goes where it must not is closed, the cashier is told, and the till’s own code is shown', () => {
  test.each([
    ['to another host', () => script(`location.href = '${elsewhere.url}/'`)],
    ['to another host, by its server', () => redirect(`${elsewhere.url}/`)],
    [
      'to another host, by a form',
      () =>
        script(`
      const form = Object.assign(document.createElement('form'), { method: 'post', action: '${elsewhere.url}/' });
      document.body.append(form);
      form.submit();`),
    ],
    ['to a program of this computer', () => script(`location.href = 'alipays://platformapi/startapp'`)],
    ['to the till’s own window', () => script(`location.href = 'app://countertop/till.html'`)],
  ])('%s', async (_way, page) => {
    gateway.page = page();
    await chargeAnother(station);
    await expectClosed(station, 'It led to an address that is not allowed.');
    await expectOwnCode();
  });

  test.each([
    ['in circles', () => redirect('/Home')],
    ['in circles, by its script', () => script(`location.replace('/Home?' + Math.random())`)],
    ['into an address that carries the page itself', () => redirect('data:text/html,paid')],
    ['into a file of this computer', () => redirect('file:///etc/passwd')],
  ])('%s', async (_way, page) => {
    gateway.page = page();
    await chargeAnother(station);
    await expectClosed(station, 'It could not be loaded.');
    await expectOwnCode();
  });
});

test('a page that says “paid” with the right payment changes only the picture: the till stays open until the gateway says so', async () => {
  const { till, customer } = station;
  gateway.page = script('');
  await chargeOnPage(station);
  await pageSays(station, 'hostile');
  const reference = await till.getByTestId('payment-reference').textContent();
  await inPage(
    station,
    `setTimeout(() => location.href = 'https://example.com/return?data=2&MerchantTransactionID=${reference?.trim()}')`,
  );
  await customer.locator('[data-testid="customer-state"][data-state="confirming"]').waitFor();
  await pageIsGone(station);
  expect(await till.getByTestId('payment-state').getAttribute('data-state')).toBe('open');
});

test.each<readonly [how: string, page: Page, why: string]>([
  [
    'sends a file, which is not saved',
    (_request, response) =>
      response.setHeader('content-disposition', 'attachment; filename="paid.exe"').end('MZ'),
    'It tried to save a file on this computer.',
  ],
  ['answers 500', (_request, response) => response.writeHead(500).end('sorry'), 'It could not be loaded.'],
  [
    'comes back with another payment',
    redirect('https://example.com/return?data=2&MerchantTransactionID=T1-20261129-000009-AAAAAAAAAA'),
    'It came back with another payment.',
  ],
  ['closes itself', script('onload = () => setTimeout(close, 300)'), 'It stopped working.'],
])('a page that %s gives way to the till’s own code', async (_how, page, why) => {
  gateway.page = page;
  await chargeAnother(station);
  await expectClosed(station, why);
  await expectOwnCode();
});

test('a page that never arrives is closed after twenty seconds', async () => {
  gateway.page = () => undefined;
  await chargeOnPage(station);
  await expectClosed(station, 'It no longer responded.');
});

test('a page whose script never ends is closed, although a picture of it is still loading', async () => {
  const page = script(`new Image().src = '/endless'; setTimeout(() => { for (;;); }, 500)`);
  gateway.page = (request, response) => (request.url === '/endless' ? undefined : page(request, response));
  await chargeOnPage(station);
  await expectClosed(station, 'It no longer responded.');
  await expectOwnCode();
});

test('a page whose process dies is closed', async () => {
  gateway.page = script('');
  await chargeOnPage(station);
  await pageSays(station, 'hostile');
  await station.app.evaluate(({ webContents }) =>
    webContents
      .getAllWebContents()
      .find((one) => !one.getURL().startsWith('app://'))
      ?.forcefullyCrashRenderer(),
  );
  await expectClosed(station, 'It stopped working.');
  await expectOwnCode();
});

describe('a page that stays', () => {
  const stay = async (): Promise<void> => {
    await chargeOnPage(station);
    await pageSays(station, 'hostile');
  };

  test('opens no window, asks nothing, prints nothing, and cannot catch the pointer', async () => {
    gateway.page = script(`
      onbeforeprint = () => (window.printed = true);
      onbeforeunload = (event) => event.preventDefault();`);
    await stay();
    const before = await station.app.evaluate(({ webContents }) => webContents.getAllWebContents().length);
    const did = await inPage(
      station,
      `(async () => {
        alert('Your till is locked');
        print();
        return [
          window.open('${elsewhere.url}/') === null,
          confirm('Pay again?'),
          window.printed ?? false,
          await new Promise((done) => {
            void document.body.requestPointerLock();
            void document.body.requestFullscreen();
            setTimeout(() => done([document.pointerLockElement, document.fullscreenElement]), 1_000);
          }),
        ];
      })()`,
    );
    expect(did).toEqual([true, false, false, [null, null]]);
    expect(await station.app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(
      before,
    );
  });

  test('gets no permission and no device', async () => {
    gateway.page = script('');
    await stay();
    const answers = await inPage(
      station,
      `(async () => [
        await Notification.requestPermission(),
        await new Promise((done) => navigator.geolocation.getCurrentPosition(() => done('position'), ({ code }) => done(code))),
        await navigator.mediaDevices.getUserMedia({ video: true }).then(() => 'sees', () => 'refused'),
        await navigator.mediaDevices.getDisplayMedia().then(() => 'sees', () => 'refused'),
        await navigator.clipboard.readText().then(() => 'reads', () => 'refused'),
        (await navigator.permissions.query({ name: 'camera' })).state,
        (await fetch(location.href)).headers.get('permissions-policy'),
      ])()`,
    );
    const policy: unknown = expect.stringContaining('bluetooth=()');
    expect(answers).toEqual(['denied', 1, 'refused', 'refused', 'refused', 'denied', policy]);
  });

  test('reaches nothing but its gateway, and nothing of this program', async () => {
    gateway.page = script('');
    await stay();
    const { url } = elsewhere;
    const found = await inPage(
      station,
      `(async () => {
        const frame = (src) => new Promise((done) => {
          const one = Object.assign(document.createElement('iframe'), { src, onload: () => done(), onerror: () => done() });
          document.body.append(one);
          setTimeout(done, 500);
        });
        const reach = (address) => fetch(address).then(() => 'reached', () => 'refused');
        await Promise.all(['${url}/', 'app://countertop/till.html', 'file:///etc/passwd'].map(frame));
        navigator.sendBeacon('${url}/', 'secret');
        const socket = new Promise((done) => {
          const one = new WebSocket('${url.replace('http', 'ws')}/');
          one.onopen = () => done('reached');
          one.onerror = () => done('refused');
        });
        document.cookie = 'seen=1';
        localStorage.seen = '1';
        return [
          ...['require', 'process', 'Buffer', 'module', 'electron', 'countertop'].filter((name) => name in globalThis),
          await reach('${url}/'),
          await reach('app://countertop/till.html'),
          await socket,
          /electron|countertop/i.test(navigator.userAgent),
        ];
      })()`,
    );
    expect(found).toEqual(['refused', 'refused', 'refused', false]);
    expect(await shownPage(station)).toContain(gateway.url);
  });

  test('finds nothing of what a page before it has stored', async () => {
    const kept = `(async () => [
      document.cookie, localStorage.length, sessionStorage.length,
      (await indexedDB.databases()).length, (await caches.keys()).length, asked,
    ])()`;
    gateway.page = (request, response) => {
      response.setHeader('cache-control', 'max-age=3600').setHeader('set-cookie', 'sent=1; Max-Age=3600');
      script(`asked = ${JSON.stringify(request.headers.cookie ?? '')}`)(request, response);
    };
    await stay();
    await inPage(
      station,
      `(async () => {
        document.cookie = 'seen=1; Max-Age=3600';
        localStorage.seen = sessionStorage.seen = '1';
        await (await caches.open('seen')).put('/seen', new Response('1'));
        await new Promise((done) => (indexedDB.open('seen').onsuccess = done));
      })()`,
    );
    expect(await inPage(station, kept)).toEqual(['sent=1; seen=1', 1, 1, 1, 1, '']);
    const sessions = await sessionsOf(station);
    await payAndLeave();
    await stay();
    expect(await inPage(station, kept)).toEqual(['sent=1', 0, 0, 0, 0, '']);
    expect(await sessionsOf(station)).toBe(sessions);
  });

  test('has every guard of a stranger’s page', async () => {
    gateway.page = script('');
    await stay();
    const preferences = await station.app.evaluate(({ webContents }) => {
      const page = webContents.getAllWebContents().find((one) => !one.getURL().startsWith('app://'));
      page?.openDevTools();
      const has = (
        page as unknown as { getLastWebPreferences(): Record<string, unknown> }
      ).getLastWebPreferences();
      return [
        has.sandbox,
        has.contextIsolation,
        has.nodeIntegration,
        has.nodeIntegrationInSubFrames,
        has.webSecurity,
        has.webviewTag,
        page?.isDevToolsOpened(),
        has.preload ?? null,
        page?.session.isPersistent(),
        page?.isAudioMuted(),
      ];
    });
    expect(preferences).toEqual([true, true, false, false, true, false, false, null, false, true]);
  });
});
