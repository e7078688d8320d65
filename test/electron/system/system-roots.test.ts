import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemRoots } from '#electron/network/system-roots.ts';
import { expiredCertificate, testCertificate } from '../../globalpay/support/scripted-server.ts';

const DEBIAN = '/etc/ssl/certs/ca-certificates.crt';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'roots-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

describe.runIf(process.platform === 'linux')('The authorities that a Linux system trusts', () => {
  it('are in the file and the folders that the environment names', () => {
    const bundle = file('bundle.pem', testCertificate);
    const certificates = mkdtempSync(join(folder, 'certs-'));
    writeFileSync(join(certificates, 'a1b2c3d4.0'), expiredCertificate);
    const found = systemRoots({ SSL_CERT_FILE: bundle, SSL_CERT_DIR: `${folder}/nowhere:${certificates}` });
    expect(found).toEqual([testCertificate, expiredCertificate]);
  });

  it.runIf(existsSync(DEBIAN))('are in the system’s own file where the environment names none', () => {
    expect(systemRoots({ SSL_CERT_DIR: join(folder, 'no') })).toContain(readFileSync(DEBIAN, 'latin1'));
  });

  it('are none where the file and the folders are missing', () => {
    expect(systemRoots({ SSL_CERT_FILE: join(folder, 'no.pem'), SSL_CERT_DIR: join(folder, 'no') })).toEqual(
      [],
    );
  });
});
