/** GlobalPay's test and live systems under their own names, on this computer: a till reaches them through a proxy. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Simulator } from '#simulator/simulator.ts';
import { startSimulator } from '#simulator/simulator.ts';
import { openFaultyProxy } from '../../faults/wire/proxy.ts';
import { makeAuthority } from './own-authority.ts';
import { letThrough, openTunnelProxy } from './tunnel-proxy.ts';

const HOSTS = { test: 'paytest.smart2pay.com', live: 'globalpay.smart2pay.com' } as const;

export const ACCOUNTS = {
  test: { siteId: '30201', apiKey: 'test-key-0123' },
  live: { siteId: '40401', apiKey: 'live-key-0123' },
} as const;

export interface BothGateways {
  readonly live: Simulator;
  /** The till's environment: the proxy, and a file in `home` with the only authority that it trusts. */
  environment(home: string): Readonly<Record<string, string>>;
  close(): Promise<void>;
}

const serverKey = readFileSync(new URL('../../globalpay/tls/key.pem', import.meta.url), 'utf8');

const openOne = async (name: keyof typeof HOSTS, certificate: string) => {
  const simulator = await startSimulator(ACCOUNTS[name]);
  const front = await openFaultyProxy(simulator.url, true);
  front.present(certificate);
  return { simulator, front };
};

export const openBothGateways = async (): Promise<BothGateways> => {
  const authority = makeAuthority();
  const certificate = authority.certify(Object.values(HOSTS), serverKey);
  const test = await openOne('test', certificate);
  const live = await openOne('live', certificate);
  const proxy = await openTunnelProxy((socket, login) => {
    const { front } = proxy.tunnels.at(-1) === `${HOSTS.live}:443` ? live : test;
    letThrough(front.port)(socket, login);
  });
  return {
    live: live.simulator,
    environment: (home) => {
      const roots = join(home, 'roots.pem');
      writeFileSync(roots, authority.root);
      return {
        HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`,
        NO_PROXY: '',
        SSL_CERT_FILE: roots,
        SSL_CERT_DIR: home,
      };
    },
    close: async () => {
      await proxy.close();
      for (const { simulator, front } of [test, live]) {
        await front.close();
        await simulator.close();
      }
    },
  };
};
