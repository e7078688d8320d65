import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { keyringSession } from '../../scripts/keyring.mjs';
import type { FaultyProxy } from '../faults/wire/proxy.ts';
import { openFaultyProxy, ownCertificate } from '../faults/wire/proxy.ts';
import type { GatewayBench, Station, StationOptions } from '../support/station.ts';
import {
  charge,
  electronExecutable,
  freshHome,
  openGatewayBench,
  openStation,
  removeHome,
  tillState,
} from '../support/station.ts';
import type { OnTunnel } from '../support/network/tunnel-proxy.ts';
import { answerTunnel, letThrough, letThroughAs, openTunnelProxy } from '../support/network/tunnel-proxy.ts';
import { makeFirstManager, signIn } from './day/people.ts';

const tls = join(import.meta.dirname, '..', 'globalpay', 'tls');
const pem = (name: string): string => readFileSync(join(tls, `${name}.pem`), 'utf8');
const byAuthority = pem('by-authority');
const MANAGER = { name: 'Chen', pin: '830219' };

let home: string;
let bench: GatewayBench;
/** The gateway over TLS; the test decides whose certificate it shows. */
let front: FaultyProxy & { close(): Promise<void> };
let station: Station | undefined;

beforeEach(async () => {
  home = freshHome();
  bench = await openGatewayBench();
  front = await openFaultyProxy(bench.simulator.url, true);
});
afterEach(async () => {
  await station?.close();
  station = undefined;
  await front.close();
  await bench.simulator.close();
  removeHome(home);
});

const NOTHING_NAMED = Object.fromEntries(
  ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY']
    .flatMap((name) => [name, name.toLowerCase()])
    .map((name) => [name, '']),
);

/** A till whose system trusts only the authorities in this file. */
const open = async (roots: string, { env, ...options }: StationOptions): Promise<Page> => {
  station = await openStation({
    ...options,
    home,
    env: { ...NOTHING_NAMED, SSL_CERT_FILE: roots, SSL_CERT_DIR: home, ...env },
  });
  // The computer that runs the tests may have no network beyond itself.
  await station.app.evaluate(({ net }) => void Object.assign(net, { isOnline: () => true }));
  return station.till;
};

const sell = async (till: Page, amount: number): Promise<void> => {
  await charge(till, amount);
  await tillState(till, 'open');
  bench.simulator.act('latest', 'pay');
  await tillState(till, 'paid');
  await till.getByTestId('new-sale').click();
  await tillState(till, 'idle');
};

/** What the till says once it offers no charge because of the connection. */
const unready = async (till: Page, cause: string): Promise<string> => {
  await till.locator(`[data-testid="readiness"][data-cause="${cause}"]`).waitFor();
  await till.locator(`[data-testid="connection"][data-connection="${cause}"]`).waitFor();
  expect(await till.getByTestId('charge').count()).toBe(0);
  return till.getByTestId('readiness').innerText();
};

/** A charge that fails because the till could not know that it would. */
const refusedSale = async (till: Page, amount: number, cause: string): Promise<string> => {
  await charge(till, amount);
  await tillState(till, 'failed');
  expect(await till.getByTestId('problem').innerText()).toMatch(/no money was taken/i);
  await till.getByTestId('new-sale').click();
  return unready(till, cause);
};

const tryAgain = (till: Page): Promise<void> => till.getByTestId('readiness-remedy').click();

describe('the gateway’s certificate', () => {
  test('an authority that only the system knows is trusted; an unknown one, and a wrong date, are named', async () => {
    const roots = join(home, 'roots.pem');
    // A system keeps an authority's earlier certificate after it was renewed.
    writeFileSync(roots, pem('authority-before') + pem('authority'));
    front.present(byAuthority);
    const gateway = { ...bench.gateway, url: `https://localhost:${front.port}` };
    const till = await open(roots, { gateway });
    await sell(till, 1250);
    front.present(pem('by-authority-not-yet-valid'));
    expect(await refusedSale(till, 1350, 'certificate-date')).toMatch(
      /date.*nothing can be charged.*are safe/is,
    );
    front.present(pem('by-authority-expired'));
    await tryAgain(till);
    expect(await unready(till, 'certificate-date')).toMatch(/set the date and time/i);
    front.present(ownCertificate);
    await tryAgain(till);
    const said = await unready(till, 'certificate-unknown');
    expect(said).toMatch(/not private.*virus scanner/is);
    front.present(byAuthority);
    await tryAgain(till);
    await sell(till, 1650);
    expect(bench.simulator.store().payments).toHaveLength(2);
  });
});

describe('a shop whose system names a proxy in a PAC file', () => {
  let keyring: string;
  beforeEach(() => {
    keyring = mkdtempSync(join(tmpdir(), 'keyring-'));
    front.present(byAuthority);
  });
  afterEach(() => rmSync(keyring, { recursive: true, force: true }));

  /** The proxy that the PAC file names, which the test can change. */
  const openShop = async () => {
    let stance: OnTunnel = letThrough(front.port);
    const proxy = await openTunnelProxy((socket, login) => stance(socket, login));
    const pac = createServer((_request, response) => {
      const answer = `host === 'paytest.smart2pay.com' ? 'PROXY 127.0.0.1:${proxy.port}' : 'DIRECT'`;
      response.writeHead(200, { 'Content-Type': 'application/x-ns-proxy-autoconfig' });
      response.end(`function FindProxyForURL(url, host) { return ${answer}; }`);
    });
    await new Promise<void>((listening) => pac.listen(0, '127.0.0.1', listening));
    onTestFinished(async () => {
      pac.close();
      pac.closeAllConnections();
      await proxy.close();
    });
    const address = `http://127.0.0.1:${(pac.address() as AddressInfo).port}/proxy.pac`;
    /** Takes effect from now on; existing tunnels are closed. */
    const turn = (next: OnTunnel): void => {
      stance = next;
      front.present(byAuthority);
    };
    return { proxy, pac: address, turn };
  };

  const openBehind = (pac: string, options: StationOptions = {}): Promise<Page> =>
    open(join(tls, 'authority.pem'), {
      ...options,
      session: keyringSession(electronExecutable(), { home: keyring }),
      args: ['--password-store=gnome-libsecret', `--proxy-pac-url=${pac}`],
    });

  const setUp = async (till: Page): Promise<void> => {
    await till.getByTestId('rail-settings').click();
    await till.getByTestId('field-environment-test').click();
    await till.getByTestId('field-siteId').fill(bench.gateway.siteId);
    await till.getByTestId('field-apiKey').fill(bench.gateway.apiKey);
    await till.getByTestId('settings-test').click();
    await till.getByTestId('settings-verdict').waitFor();
    expect(await till.getByTestId('settings-verdict').innerText()).toMatch(/connected/i);
    await till.getByTestId('settings-save').click();
    await makeFirstManager(till, MANAGER);
    await till.getByTestId('rail-sale').click();
    // Opens the shift.
    await till.getByTestId('readiness-remedy').click();
  };

  test('sells through it, names it when it asks or refuses, and gives it the name and password it is started with', async () => {
    const { proxy, pac, turn } = await openShop();
    const till = await openBehind(pac);
    await setUp(till);
    await sell(till, 1250);
    turn(answerTunnel(403));
    expect(await refusedSale(till, 1350, 'proxy-refused')).toMatch(
      /proxy.*let the gateway’s address through/is,
    );
    turn(letThroughAs('till:secret', front.port));
    await tryAgain(till);
    expect(await unready(till, 'proxy-asks')).toMatch(/wants a password.*without a password/is);
    await station?.close();

    const HTTPS_PROXY = `http://till:secret@127.0.0.1:${proxy.port}`;
    const again = await openBehind(pac, { staffed: true, env: { HTTPS_PROXY } });
    await signIn(again, MANAGER);
    await sell(again, 1550);
    expect(bench.simulator.store().payments).toHaveLength(2);
    expect(new Set(proxy.tunnels)).toEqual(new Set(['paytest.smart2pay.com:443']));
    expect(proxy.logins.join()).not.toContain(bench.gateway.apiKey);
  });
});
