import { X509Certificate } from 'node:crypto';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\w+/=\s]+-----END CERTIFICATE-----/g;

/** When a certificate expires (epoch ms); undefined when it cannot be read. */
const endOf = (pem: string): number | undefined => {
  try {
    return Date.parse(new X509Certificate(pem).validTo);
  } catch {
    return undefined;
  }
};

/**
 * The certificates in PEM texts, each once, the longest valid first. If two have the same name, as after an authority
 * was renewed, Electron's BoringSSL uses the first, even if it has expired.
 */
export const trustedRoots = (texts: readonly string[]): string[] => {
  const certificates = new Set(texts.flatMap((text) => text.match(CERTIFICATE) ?? []));
  return [...certificates]
    .flatMap((pem) => {
      const end = endOf(pem);
      return end === undefined ? [] : [{ pem, end }];
    })
    .sort((one, other) => other.end - one.end)
    .map(({ pem }) => pem);
};
