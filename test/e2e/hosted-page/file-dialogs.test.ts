/** A gateway's page that was taken over asks for files of the shop's computer. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PATIENCE_MS } from '../../support/patience.ts';
import type { GatewayBench, Station } from '../../support/station.ts';
import { openGatewayBench, removeHome } from '../../support/station.ts';
import type { HostileGateway } from './hostile-gateway.ts';
import { openHostileGateway } from './hostile-gateway.ts';
import { chargeOnPage, inPage, openPageStation, pageSays } from './page-kit.ts';

let bench: GatewayBench;
let gateway: HostileGateway;
let station: Station;

beforeAll(async () => {
  bench = await openGatewayBench();
  gateway = await openHostileGateway(bench.gateway.url);
  gateway.page = ({ url }, response) => {
    const frame = url === '/frame' ? '' : '<iframe sandbox="allow-scripts" src="/frame"></iframe>';
    response.setHeader('content-type', 'text/html').end(`<body>hostile${frame}</body>`);
  };
  station = await openPageStation({ ...bench.gateway, url: gateway.url });
  await chargeOnPage(station);
  await pageSays(station, 'hostile');
});
afterAll(async () => {
  await station.close();
  removeHome(station.home);
  gateway.close();
  await bench.simulator.close();
});

/** Asks for a file as a customer's touch would, in the page or in its frame; whether a dialog was refused then. */
const asksForFile = (where: 'page' | 'frame'): Promise<boolean> =>
  station.app.evaluate(async ({ webContents }, { within, patience }) => {
    const page = webContents.getAllWebContents().find((one) => !one.getURL().startsWith('app://'));
    const frame = within === 'page' ? page?.mainFrame : page?.mainFrame.frames[0];
    return new Promise<boolean>((done) => {
      page?.debugger.on('message', (_event, method) => {
        if (method === 'Page.fileChooserOpened') done(true);
      });
      setTimeout(done, patience, false);
      void frame?.executeJavaScript(`Object.assign(document.createElement('input'), { type: 'file' }).click()`, true);
    });
  }, { within: where, patience: PATIENCE_MS });

test.each(['page', 'frame'] as const)('no file can be chosen on the customer’s display: %s', async (where) => {
  expect(await asksForFile(where)).toBe(true);
});

test('no file can be opened for the page to read and write', async () => {
  const answer = await inPage(
    station,
    `Promise.race([
      showOpenFilePicker().then(() => 'picked', ({ name }) => name),
      new Promise((done) => setTimeout(done, ${PATIENCE_MS}, 'a dialog is open')),
    ])`,
  );
  expect(answer).toBe('AbortError');
});
