/** No secret is in the repository: no key, and not the credential that is printed on the API's sample page. */
import { createHash } from 'node:crypto';
import { globSync, readFileSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';

/** SHA-256 of the sample page's credential as its header carries it, and of the key in it. */
const PRINTED = [
  'c7d0ad4c14a4d9ba5f5de63401638223002d86acac29a5cdea801af29c52bd07',
  'f5f61d60dbae7bd2cc95ffffa72eb6375bad1748e91b7ed5699a21a032df249c',
];

/**
 * Made for tests and useless elsewhere: for a server on loopback, the files of version 0.1, and proxy logins.
 */
const OF_TESTS = [
  'test/globalpay/tls/key.pem',
  'test/fixtures/version-0.1/signing-key.json',
  'test/globalpay/route/find-routes.test.ts',
];

const NOT_OURS = ['node_modules/**', 'out/**', 'dist/**', '.git/**', 'coverage/**'];

const SHAPES: readonly (readonly [what: string, shape: RegExp])[] = [
  ['a private key', /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----\s+[A-Za-z0-9+/]{20}/],
  ['an Ed25519 key', /\bMC4CAQAwBQYDK2VwBCIEI[\w+/]{20}/],
  ['a key of a cloud', /\b(?:AKIA[0-9A-Z]{16}|AIza[\w-]{35}|gh[pousr]_\w{36}|xox[abp]-[\w-]{20})/],
  ['a login in an address', /https?:\/\/[^\s/:@'"`$<{]+:[^\s/@'"`$<{]{8,}@(?!(?:localhost|127\.|proxy|\[))/],
];

const isPrinted = (text: string): boolean =>
  [...text.matchAll(/[\w+/=-]{20,}/g)].some(([word]) =>
    PRINTED.includes(createHash('sha256').update(word).digest('hex')),
  );

/** Text that looks like a secret. */
const secretsIn = (text: string): readonly string[] => [
  ...SHAPES.filter(([, shape]) => shape.test(text)).map(([what]) => what),
  ...(isPrinted(text) ? ['the credential of the sample page'] : []),
];

test('no file of ours holds a secret', () => {
  const files = globSync('**/*', { exclude: NOT_OURS })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => statSync(file).isFile() && !OF_TESTS.includes(file));
  expect(files.length).toBeGreaterThan(1_500);
  const found = files.map((file) => [file, secretsIn(readFileSync(file, 'latin1'))] as const);
  expect(found.filter(([, secrets]) => secrets.length > 0)).toEqual([]);
});

test('a secret is known by its shape', () => {
  for (const file of OF_TESTS) expect(secretsIn(readFileSync(file, 'latin1'))).toHaveLength(1);
  expect(secretsIn(`key: AKIA${'Z7'.repeat(8)}`)).toEqual(['a key of a cloud']);
  expect(secretsIn(['http://till:', '0123456789@gateway.shop/'].join(''))).toEqual(['a login in an address']);
  expect(secretsIn('the key that signs a journal, in signing-key.json')).toEqual([]);
});
