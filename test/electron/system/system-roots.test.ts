import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemRoots } from '#electron/system/system-roots.ts';
import { expiredCertificate, testCertificate } from '../../globalpay/support/scripted-server.ts';

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
  it('are in the file and the folders that the environment names, each once', () => {
    const bundle = file('bundle.pem', `# Shop\n${testCertificate}\n# Shop again\n${testCertificate}`);
    const certificates = mkdtempSync(join(folder, 'certs-'));
    writeFileSync(join(certificates, 'a1b2c3d4.0'), expiredCertificate);
    const found = systemRoots({ SSL_CERT_FILE: bundle, SSL_CERT_DIR: `${folder}/nowhere:${certificates}` });
    expect(found).toEqual([testCertificate.trim(), expiredCertificate.trim()]);
  });

  it('are found although a file is missing, is no text, or holds a broken certificate', () => {
    const bundle = file(
      'junk.pem',
      `\u0000\u00ff -----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n`,
    );
    expect(systemRoots({ SSL_CERT_FILE: join(folder, 'no.pem'), SSL_CERT_DIR: join(folder, 'no') })).toEqual(
      [],
    );
    const found = systemRoots({ SSL_CERT_FILE: bundle, SSL_CERT_DIR: join(folder, 'no') });
    expect(found).toHaveLength(1);
    expect(() => createSecureContext({ ca: [...found, testCertificate] })).not.toThrow();
  });

  it('are the system’s own where the environment names none', () => {
    const own = systemRoots({});
    expect(own.every((pem) => pem.startsWith('-----BEGIN CERTIFICATE-----'))).toBe(true);
    expect(new Set(own).size).toBe(own.length);
  });
});
