/** An authority for certificates, made while a test runs: its key is never on disk. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  oid: 0x06,
  utf8: 0x0c,
  time: 0x17,
  sequence: 0x30,
  set: 0x31,
  /** Of a subject's alternative names. */
  dnsName: 0x82,
  version: 0xa0,
  extensions: 0xa3,
} as const;

const der = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
};

const OID = {
  /** 2.5.4.3 */
  commonName: '550403',
  /** 2.5.29.17 */
  names: '551d11',
  /** 2.5.29.19 */
  basicConstraints: '551d13',
  /** 1.2.840.10045.4.3.2 */
  ecdsaWithSha256: '2a8648ce3d040302',
} as const;

const oid = (name: keyof typeof OID): Buffer => der(TAG.oid, Buffer.from(OID[name], 'hex'));
const algorithm = der(TAG.sequence, oid('ecdsaWithSha256'));
const bits = (content: Buffer): Buffer => der(TAG.bits, Buffer.from([0]), content);
const extension = (name: keyof typeof OID, value: Buffer): Buffer =>
  der(TAG.sequence, oid(name), der(TAG.octets, value));

const named = (name: string): Buffer =>
  der(TAG.sequence, der(TAG.set, der(TAG.sequence, oid('commonName'), der(TAG.utf8, Buffer.from(name)))));

const time = (year: number): Buffer => der(TAG.time, Buffer.from(`${String(year).slice(2)}0101000000Z`));
const VALID = der(TAG.sequence, time(2020), time(2049));

const IS_AUTHORITY = extension('basicConstraints', der(TAG.sequence, der(TAG.boolean, Buffer.from([0xff]))));

interface Certified {
  readonly serial: number;
  readonly subject: string;
  readonly key: KeyObject;
  readonly extension: Buffer;
}

const AUTHORITY = 'Authority of a test';

const signedBy = (signer: KeyObject, { serial, subject, key, extension: one }: Certified): string => {
  const content = der(
    TAG.sequence,
    der(TAG.version, der(TAG.integer, Buffer.from([2]))),
    der(TAG.integer, Buffer.from([serial])),
    algorithm,
    named(AUTHORITY),
    VALID,
    named(subject),
    key.export({ type: 'spki', format: 'der' }),
    der(TAG.extensions, der(TAG.sequence, one)),
  );
  const whole = der(TAG.sequence, content, algorithm, bits(sign('sha256', content, signer)));
  const lines = whole.toString('base64').replaceAll(/.{64}/g, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
};

export interface OwnAuthority {
  /** In PEM, for a file of trusted roots. */
  readonly root: string;
  /** A certificate in PEM that names these hosts, for the server that has this key (PEM). */
  certify(hosts: readonly string[], serverKey: string): string;
}

export const makeAuthority = (): OwnAuthority => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    root: signedBy(privateKey, { serial: 1, subject: AUTHORITY, key: publicKey, extension: IS_AUTHORITY }),
    certify: (hosts, serverKey) => {
      const names = hosts.map((host) => der(TAG.dnsName, Buffer.from(host)));
      return signedBy(privateKey, {
        serial: 2,
        subject: hosts[0] ?? '',
        key: createPublicKey(createPrivateKey(serverKey)),
        extension: extension('names', der(TAG.sequence, ...names)),
      });
    },
  };
};
