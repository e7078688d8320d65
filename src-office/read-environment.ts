/** Reads the office's environment variables; nothing else does. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Where } from './database/open-database.ts';

export interface Settings {
  readonly where: Where;
  /** The office's own folder, with the embedded database in it. */
  readonly home: string;
  readonly host: string;
  readonly port: number;
  /** Files of the certificate and its key, PEM; null without TLS. */
  readonly tls: { readonly cert: string; readonly key: string } | null;
  /** Where alerts are sent; null for nowhere. It may hold a token. */
  readonly webhook: string | null;
}

const DEFAULT_PORT = 7480;
const LAST_PORT = 65_535;
const EMBEDDED = 'database';

const filled = z.string().min(1).optional();

const environment = z.object({
  COUNTERTOP_OFFICE_DATABASE_URL: filled,
  COUNTERTOP_OFFICE_HOME: filled,
  COUNTERTOP_OFFICE_HOST: z.string().min(1).default('127.0.0.1'),
  COUNTERTOP_OFFICE_PORT: filled
    .transform((text) => Number(text ?? DEFAULT_PORT))
    .pipe(z.int().min(0).max(LAST_PORT)),
  COUNTERTOP_OFFICE_TLS_CERT: filled,
  COUNTERTOP_OFFICE_TLS_KEY: filled,
  COUNTERTOP_OFFICE_WEBHOOK: z.url({ protocol: /^https?$/ }).optional(),
});

const defaultHome = (): string => join(homedir(), '.countertop-office');

/** Throws if a value is invalid, without naming the value: an address may contain a password. */
export const readEnvironment = (given: Readonly<Record<string, string | undefined>>): Settings => {
  const { success, data, error } = environment.safeParse(given);
  if (!success)
    throw new Error(`${error.issues.map(({ path }) => path.join('.')).join(', ')} cannot be read`);
  const home = data.COUNTERTOP_OFFICE_HOME ?? defaultHome();
  const address = data.COUNTERTOP_OFFICE_DATABASE_URL;
  const [cert, key] = [data.COUNTERTOP_OFFICE_TLS_CERT, data.COUNTERTOP_OFFICE_TLS_KEY];
  if ((cert === undefined) !== (key === undefined))
    throw new Error('COUNTERTOP_OFFICE_TLS_CERT and COUNTERTOP_OFFICE_TLS_KEY go together');
  return {
    where: address === undefined ? { folder: join(home, EMBEDDED) } : { address },
    home,
    host: data.COUNTERTOP_OFFICE_HOST,
    port: data.COUNTERTOP_OFFICE_PORT,
    tls: cert === undefined || key === undefined ? null : { cert, key },
    webhook: data.COUNTERTOP_OFFICE_WEBHOOK ?? null,
  };
};

const LOOPBACK = /^(?:localhost|::1|127(?:\.\d{1,3}){3})$/;

/** Whether other computers can reach it without TLS, unless a proxy with TLS is all that they reach. */
export const isInTheClear = ({ host, tls }: Pick<Settings, 'host' | 'tls'>): boolean =>
  tls === null && !LOOPBACK.test(host);
