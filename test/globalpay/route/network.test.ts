import { join } from 'node:path';
import { expect, it } from 'vitest';
import { networkOf } from '#globalpay/route/network.ts';
import { plainSystem } from '../../support/network/plain-network.ts';
import { testCertificate } from '../support/scripted-server.ts';

const tls = join(import.meta.dirname, '..', 'tls');

it('a certificate that the environment names is trusted besides the system’s', () => {
  const system = { ...plainSystem, roots: () => ['the system’s'] };
  const { roots } = networkOf({ NODE_EXTRA_CA_CERTS: join(tls, 'certificate.pem') }, system);
  expect(roots()).toEqual([testCertificate, 'the system’s']);
});

it('a missing certificate file keeps nobody from selling', () => {
  const { roots } = networkOf({ NODE_EXTRA_CA_CERTS: join(tls, 'nowhere.pem') }, plainSystem);
  expect(roots()).toEqual([]);
});
