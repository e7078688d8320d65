import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { authorities } from '#globalpay/route/connector.ts';
import { trustedRoots } from '#globalpay/route/trusted-roots.ts';

const pem = (name: string): string =>
  readFileSync(join(import.meta.dirname, '..', 'tls', `${name}.pem`), 'utf8').trim();
const BEFORE = pem('authority-before');
const NOW = pem('authority');
const BROKEN = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----';

describe('The authorities that the till trusts', () => {
  it('of an authority that was renewed, the new certificate comes before the old one', () => {
    expect(trustedRoots([BEFORE, NOW])).toEqual([NOW, BEFORE]);
    expect(trustedRoots([`# the shop's\n${BEFORE}\n${NOW}\n`])).toEqual([NOW, BEFORE]);
  });

  it('are each there once, and one that cannot be read spoils none of the others', () => {
    expect(trustedRoots([NOW, `\u0000\u00ff${BROKEN}\n${NOW}`, 'no certificate', ''])).toEqual([NOW]);
  });

  it('include all that are built in', () => {
    const builtIn = rootCertificates.map((one) => one.trim());
    expect(new Set(authorities({ roots: () => [] }))).toEqual(new Set(builtIn));
    expect(new Set(authorities({ roots: () => [NOW] }))).toEqual(new Set([...builtIn, NOW]));
  });
});
