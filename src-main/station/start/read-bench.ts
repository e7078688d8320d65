import type { BenchIdentity } from '#domain/shop/settings/effective-settings.ts';
import { trainingTerminal } from '#domain/shop/settings/settings.ts';
import { GATEWAY_SETTINGS, TERMINAL_SETTINGS } from '#domain/shop/settings/setting-tables.ts';
import type { Terminal } from '#domain/shop/terminal.ts';
import { loopbackOrigin } from '#globalpay/http/origins.ts';

/** Another GlobalPay-like server on this computer, named by environment variables. */
export interface Bench {
  readonly origin: string;
  readonly apiKey: string;
  readonly identity: BenchIdentity;
}

export type BenchChoice =
  | { readonly kind: 'none' }
  | { readonly kind: 'bench'; readonly bench: Bench }
  /** `why` is a sentence for the person who started the program. */
  | { readonly kind: 'refused'; readonly why: string };

type Variables = Readonly<Record<string, string | undefined>>;

const VARIABLES = {
  storeName: 'COUNTERTOP_STORE_NAME',
  storeId: 'COUNTERTOP_STORE_ID',
  terminalId: 'COUNTERTOP_TERMINAL_ID',
  currency: 'COUNTERTOP_CURRENCY',
  country: 'COUNTERTOP_COUNTRY',
  email: 'COUNTERTOP_EMAIL',
} as const satisfies Partial<Record<keyof Terminal, string>>;

const FIELDS = Object.keys(VARIABLES) as (keyof typeof VARIABLES)[];

const terminalFrom = (variables: Variables): Terminal => {
  const named = FIELDS.flatMap((field) => {
    const value = variables[VARIABLES[field]];
    return value === undefined || value === '' ? [] : [[field, TERMINAL_SETTINGS[field].tidy(value)]];
  });
  return { ...trainingTerminal, ...(Object.fromEntries(named) as Partial<Terminal>) };
};

const refused = (why: string): BenchChoice => ({ kind: 'refused', why });

/**
 * Reads the COUNTERTOP_GATEWAY family of environment variables. Only loopback addresses are accepted: otherwise the
 * environment could point a till at a thief's server.
 */
export const readBench = (variables: Variables): BenchChoice => {
  const address = variables.COUNTERTOP_GATEWAY;
  if (address === undefined || address === '') return { kind: 'none' };
  const gateway = loopbackOrigin(address);
  if (!gateway.ok) {
    return refused(
      'COUNTERTOP_GATEWAY must be a plain address on this computer, such as http://127.0.0.1:7424. For the real gateway use Settings.',
    );
  }
  const siteId = variables.COUNTERTOP_SITE_ID ?? '';
  const apiKey = variables.COUNTERTOP_API_KEY ?? '';
  if (!GATEWAY_SETTINGS.siteId.accepts(siteId))
    return refused('COUNTERTOP_SITE_ID must be the site number in digits.');
  if (apiKey === '') return refused('COUNTERTOP_API_KEY is missing.');
  const terminal = terminalFrom(variables);
  const wrong = FIELDS.find((field) => !TERMINAL_SETTINGS[field].accepts(terminal[field]));
  if (wrong) return refused(`${VARIABLES[wrong]} is not valid.`);
  const identity: BenchIdentity = { environment: 'bench', siteId, terminal };
  return { kind: 'bench', bench: { origin: gateway.origin, apiKey, identity } };
};
