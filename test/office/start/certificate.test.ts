/** An office whose certificate is renewed while it runs. */
import { X509Certificate } from 'node:crypto';
import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { Hono } from 'hono';
import { expect, onTestFinished, test } from 'vitest';
import { serve } from '../../../src-office/serve.ts';
import { removeHome } from '../../support/station.ts';

const made = (name: string): string => `test/globalpay/tls/${name}.pem`;

/** The certificate that somebody gets who connects now. */
const shownAt = (port: number): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false }, () => {
      resolve(socket.getPeerX509Certificate()?.fingerprint256 ?? '');
      socket.destroy();
    });
    socket.once('error', reject);
  });

test('a renewed certificate is used without a restart; one that does not fit its key is not, and is said once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'countertop-tls-'));
  onTestFinished(() => removeHome(folder));
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  copyFileSync(made('expired'), cert);
  copyFileSync(made('key'), key);
  const { url, renew, close } = await serve(new Hono(), { host: '127.0.0.1', port: 0, tls: { cert, key } });
  onTestFinished(close);
  const port = Number(new URL(url).port);
  const before = await shownAt(port);
  await renew();
  expect(await shownAt(port)).toBe(before);
  writeFileSync(cert, 'half of it');
  await expect(renew()).rejects.toThrow();
  await renew();
  expect(await shownAt(port)).toBe(before);
  copyFileSync(made('certificate'), cert);
  await renew();
  const { fingerprint256 } = new X509Certificate(readFileSync(cert));
  expect(await shownAt(port)).toBe(fingerprint256);
});
