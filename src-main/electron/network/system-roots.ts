/** The certificates of the authorities that this computer's system trusts, in PEM texts of one or more each. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getCACertificates } from 'node:tls';

/** The files in which Debian, Fedora, SUSE and Alpine keep all of them. */
const BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
];
const FOLDER = '/etc/ssl/certs';

/** Empty if it cannot be read, as a folder cannot. */
const textsIn = (file: string): readonly string[] => {
  try {
    return [readFileSync(file, 'latin1')];
  } catch {
    return [];
  }
};

const filesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder).map((name) => join(folder, name));
  } catch {
    return [];
  }
};

type Variables = Readonly<Record<string, string | undefined>>;

/** Like OpenSSL: a file and folders, either of which a variable can replace. */
const linuxRoots = ({
  SSL_CERT_FILE: file = '',
  SSL_CERT_DIR: folders = '',
}: Variables): readonly string[] => {
  const files = file === '' ? BUNDLES : [file];
  const hashed = (folders === '' ? FOLDER : folders).split(':').flatMap(filesIn);
  return [...files, ...hashed].flatMap(textsIn);
};

/** Chromium's Linux builds have no system store of their own to ask; elsewhere Electron's Node reads the system's. */
export const systemRoots = (variables: Variables): readonly string[] =>
  process.platform === 'linux' ? linuxRoots(variables) : getCACertificates('system');
