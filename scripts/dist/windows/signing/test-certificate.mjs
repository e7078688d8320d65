// @ts-check
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import process from 'node:process';
import { capture } from '../../../command/run.mjs';

/**
 * @typedef {object} TestCertificate
 * @property {string} authority a PEM file, to verify against
 * @property {{ WIN_CSC_LINK: string, WIN_CSC_KEY_PASSWORD: string }} env for signing with it
 */

/**
 * Makes a self-signed certificate that nobody trusts, in a temporary folder, to test signing.
 * @param {string} folder
 * @returns {Promise<TestCertificate>}
 */
export async function makeTestCertificate(folder) {
  const key = join(folder, 'key.pem');
  const authority = join(folder, 'certificate.pem');
  const pfx = join(folder, 'certificate.pfx');
  const password = randomBytes(12).toString('hex');
  await capture('openssl', [
    ...['req', '-x509', '-newkey', 'rsa:2048', '-noenc', '-days', '2', '-subj', '/CN=Test of signing only'],
    ...['-addext', 'extendedKeyUsage=codeSigning', '-addext', 'keyUsage=critical,digitalSignature'],
    ...['-keyout', key, '-out', authority],
  ]);
  await capture(
    'openssl',
    ['pkcs12', '-export', '-inkey', key, '-in', authority, '-out', pfx, '-passout', 'env:PFX_PASSWORD'],
    { env: { ...process.env, PFX_PASSWORD: password } },
  );
  return { authority, env: { WIN_CSC_LINK: pfx, WIN_CSC_KEY_PASSWORD: password } };
}
