import { join } from 'node:path';
import { expect, it } from 'vitest';
import { usualWay } from '#globalpay/route/usual-way.ts';
import { plainNetwork } from '../../support/plain-way.ts';
import { testCertificate } from '../support/scripted-server.ts';

const tls = join(import.meta.dirname, '..', 'tls');

it('a certificate that the environment names is trusted besides the system’s', () => {
  const system = { ...plainNetwork, roots: () => ['the system’s'] };
  const { roots } = usualWay({ NODE_EXTRA_CA_CERTS: join(tls, 'certificate.pem') }, system);
  expect(roots()).toEqual([testCertificate, 'the system’s']);
});

it('a file of certificates that is not there keeps nobody from selling', () => {
  const { roots } = usualWay({ NODE_EXTRA_CA_CERTS: join(tls, 'nowhere.pem') }, plainNetwork);
  expect(roots()).toEqual([]);
});
