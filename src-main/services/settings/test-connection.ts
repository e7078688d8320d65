import { API_KEY } from '#domain/shop/setting-tables.ts';
import type { FieldName, TypedSettings } from '#domain/shop/typed-settings.ts';
import { readSettings } from '#domain/shop/typed-settings.ts';
import type { LinkFault } from '#domain/gateway/connection.ts';
import { linkFault } from '#services/gateway/connection.ts';
import type { Gateway, OpenGateway } from '#services/gateway/gateway-port.ts';
import type { Vault } from '#services/ports.ts';

export interface TestConnectionPorts {
  readonly vault: Vault;
  readonly openGateway: OpenGateway;
}

export type Verdict =
  | { readonly verdict: 'incomplete'; readonly field: FieldName }
  | {
      readonly verdict:
        | 'works'
        | 'currency-not-offered'
        | 'credentials-refused'
        | 'unreachable'
        | LinkFault
        | 'no-answer'
        | 'gateway-trouble';
    };

const ask = async (gateway: Gateway, currency: string): Promise<Verdict> => {
  const answer = await gateway.method();
  switch (answer.kind) {
    case 'ok': {
      const { currencies } = answer.value;
      const offered = currencies.length === 0 || currencies.includes(currency);
      return { verdict: offered ? 'works' : 'currency-not-offered' };
    }
    case 'unreachable':
      return { verdict: linkFault(answer.detail) ?? 'unreachable' };
    case 'credentials-refused':
    case 'no-answer':
      return { verdict: answer.kind };
    case 'rejected':
    case 'not-found':
    case 'server-fault':
    case 'malformed':
      return { verdict: 'gateway-trouble' };
    default:
      return answer satisfies never;
  }
};

/** Tests typed settings against the gateway and saves nothing: reads method 24 (Alipay), which moves no money. */
export const testConnection = async (
  { vault, openGateway }: TestConnectionPorts,
  typed: TypedSettings,
): Promise<Verdict> => {
  const { environment } = typed;
  const read = readSettings(typed, vault.hasKey(environment));
  if (!read.valid) return { verdict: 'incomplete', field: read.field };
  if (environment === 'training') return { verdict: 'works' };
  const apiKey = typed.apiKey === '' ? await vault.load(environment) : API_KEY.tidy(typed.apiKey);
  if (apiKey === undefined) return { verdict: 'incomplete', field: 'apiKey' };
  const gateway = openGateway(environment, read.settings.siteId, apiKey);
  try {
    return await ask(gateway, read.settings.terminal.currency);
  } finally {
    await gateway.close();
  }
};
