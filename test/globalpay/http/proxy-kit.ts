import { beforeEach, afterEach, onTestFinished, vi } from 'vitest';
import type { OnTunnel } from '../../support/network/tunnel-proxy.ts';
import { openTunnelProxy } from '../../support/network/tunnel-proxy.ts';
import { openAt } from '../support/gateway.ts';
import { answer } from '../support/sales.ts';
import { json, openScriptedServer, testCertificate } from '../support/scripted-server.ts';

const VARIABLES = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'];

/** Has the tests of a file begin without a proxy in the environment. */
export const namesNoProxy = (): void => {
  beforeEach(() => {
    for (const name of VARIABLES) vi.stubEnv(name, undefined);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });
};

export const openProxy = async (onTunnel: OnTunnel) => {
  const proxy = await openTunnelProxy(onTunnel);
  onTestFinished(() => proxy.close());
  return proxy;
};

export const openSecureServer = () =>
  openScriptedServer(json(201, answer('payment-created')), testCertificate);

/** A till whose system names these proxies. */
export const openBehind = (proxies: string) =>
  openAt('https://gateway.example', { ca: testCertificate, proxies, timeouts: { connectMs: 2_000 } });
