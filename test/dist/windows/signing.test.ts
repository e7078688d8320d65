import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { certificateOf, signFile, signingArguments } from '../../../scripts/dist/windows/signing/sign.mjs';

const paths = { file: 'till.exe', signed: 'till.exe.signed', password: '/tmp/password' };

const folder = () => {
  const made = mkdtempSync(join(tmpdir(), 'countertop-test-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
};

test('the password of the certificate is never among the arguments, which every user of the computer sees', () => {
  const certificate = certificateOf({ WIN_CSC_LINK: 'shop.pfx', WIN_CSC_KEY_PASSWORD: 'hunter2' })!;
  const args = signingArguments(certificate, paths);
  expect(args).toContain('shop.pfx');
  expect(args.join(' ')).not.toContain('hunter2');
});

test('a signature outlives its certificate if a timestamp server is named', () => {
  const env = { WIN_CSC_LINK: 'shop.pfx', COUNTERTOP_TIMESTAMP: 'http://time.example' };
  expect(signingArguments(certificateOf(env)!, paths).join(' ')).toContain('-ts http://time.example');
  expect(signingArguments(certificateOf({ WIN_CSC_LINK: 'shop.pfx' })!, paths)).not.toContain('-ts');
});

test('a key that never leaves its token can sign, too', () => {
  const env = {
    COUNTERTOP_SIGNING_TOKEN: '/usr/lib/token.so',
    COUNTERTOP_SIGNING_KEY: 'pkcs11:token=shop;object=code',
    COUNTERTOP_SIGNING_CHAIN: 'chain.pem',
    WIN_CSC_KEY_PASSWORD: '5678',
  };
  const args = signingArguments(certificateOf(env)!, paths).join(' ');
  expect(args).toContain(
    '-pkcs11module /usr/lib/token.so -key pkcs11:token=shop;object=code -certs chain.pem',
  );
  expect(args).not.toContain('5678');
});

test.each(['COUNTERTOP_SIGNING_KEY', 'COUNTERTOP_SIGNING_CHAIN'])(
  'a token of which not everything is said leaves nothing unsigned by mistake: without %s',
  (missing) => {
    const env = {
      COUNTERTOP_SIGNING_TOKEN: '/usr/lib/token.so',
      COUNTERTOP_SIGNING_KEY: 'pkcs11:object=code',
      COUNTERTOP_SIGNING_CHAIN: 'chain.pem',
      [missing]: undefined,
    };
    expect(() => certificateOf(env)).toThrow(/needs COUNTERTOP_SIGNING_KEY/);
  },
);

test('without a certificate a file stays unsigned, and the packager is told', () => {
  const told = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  onTestFinished(() => told.mockRestore());
  const file = join(folder(), 'till.exe');
  writeFileSync(file, 'the program');
  signFile(file, {});
  expect(readFileSync(file, 'utf8')).toBe('the program');
  expect(told).toHaveBeenCalledWith(expect.stringContaining('till.exe is not signed'));
});
