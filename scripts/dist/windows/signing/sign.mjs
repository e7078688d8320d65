#!/usr/bin/env node
// @ts-check
// Authenticode. electron-builder calls it for the program and the installer (electron-builder.yml), NSIS for the
// uninstaller, and windows.mjs for the MSI. Without a certificate it signs nothing and says so.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import process from 'node:process';
import { asCommand } from '../../../command/as-command.mjs';
import { say } from '../../../command/say.mjs';

/**
 * @typedef {object} Certificate as given by its environment variables
 * @property {string[]} key where osslsigncode finds key and certificate
 * @property {string} password WIN_CSC_KEY_PASSWORD: of the file, or the token's PIN
 * @property {string | undefined} timestamp COUNTERTOP_TIMESTAMP: the address of a server (RFC 3161); without one the
 *   signature ends with the certificate
 */

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Certificate | undefined}
 * @throws {Error} if a token's variables are incomplete
 */
export function certificateOf(env) {
  const key = keyOf(env);
  if (!key) return undefined;
  return { key, password: env['WIN_CSC_KEY_PASSWORD'] ?? '', timestamp: env['COUNTERTOP_TIMESTAMP'] };
}

/** @param {NodeJS.ProcessEnv} env @returns {string[] | undefined} */
function keyOf(env) {
  const module = env['COUNTERTOP_SIGNING_TOKEN'];
  if (!module) return env['WIN_CSC_LINK'] ? ['-pkcs12', env['WIN_CSC_LINK']] : undefined;
  const key = env['COUNTERTOP_SIGNING_KEY'];
  const chain = env['COUNTERTOP_SIGNING_CHAIN'];
  if (!key || !chain) {
    throw new Error(
      'COUNTERTOP_SIGNING_TOKEN needs COUNTERTOP_SIGNING_KEY and COUNTERTOP_SIGNING_CHAIN, too.',
    );
  }
  return ['-pkcs11module', module, '-key', key, '-certs', chain];
}

/**
 * The arguments for osslsigncode. The password is passed in a file, since other users can see a program's arguments.
 * @param {Certificate} certificate
 * @param {{ file: string, signed: string, password: string }} paths `signed` is where it writes the signed copy
 */
export const signingArguments = ({ key, timestamp }, { file, signed, password }) => [
  ...['sign', ...key, '-readpass', password, '-h', 'sha256', '-n', 'Countertop POS'],
  ...(timestamp ? ['-ts', timestamp] : []),
  ...['-in', file, '-out', signed],
];

/** @param {readonly string[]} args @returns {{ status: number | null, output: string }} */
function osslsigncode(args) {
  const { status, stdout, stderr, error } = spawnSync('osslsigncode', args, { encoding: 'utf8' });
  if (error) throw error;
  return { status, output: `${stdout}${stderr}`.trim() };
}

/**
 * Signs one file, in place.
 * @param {string} file
 * @throws {Error} with osslsigncode's output; the file is then unchanged
 */
export function signFile(file, env = process.env) {
  const certificate = certificateOf(env);
  if (!certificate) return say(`${basename(file)} is not signed: no certificate is named`);
  const folder = mkdtempSync(join(tmpdir(), 'countertop-sign-'));
  const signed = `${file}.signed`;
  const password = join(folder, 'password');
  try {
    writeFileSync(password, certificate.password, { mode: 0o600 });
    const { status, output } = osslsigncode(signingArguments(certificate, { file, signed, password }));
    if (status !== 0) throw new Error(`${file} could not be signed: ${output}`);
    renameSync(signed, file);
  } finally {
    rmSync(folder, { recursive: true });
    rmSync(signed, { force: true });
  }
}

/**
 * Whether a file is unchanged since it was signed with a certificate of this authority.
 * @param {string} file
 * @param {string} authority a PEM file
 * @returns {{ isGood: boolean, output: string }}
 */
export function verifyFile(file, authority) {
  const { status, output } = osslsigncode(['verify', '-CAfile', authority, '-in', file]);
  return { isGood: status === 0, output };
}

/** The hook that electron-builder calls. @param {{ path: string }} job */
export const sign = ({ path }) => signFile(path);

await asCommand(import.meta.url, (files) => {
  for (const file of files) signFile(file);
  return 0;
});
