import { API_KEY } from '#domain/shop/settings/setting-tables.ts';
import type { FieldName, TypedSettings } from '#domain/shop/settings/typed-settings.ts';
import { readSettings } from '#domain/shop/settings/typed-settings.ts';
import type { Vault } from '#services/ports.ts';
import type { LinkSettings } from './tested-links.ts';

export type TypedLink =
  | { readonly complete: true; readonly link: LinkSettings }
  | { readonly complete: false; readonly field: FieldName };

/** The link settings in what was typed, with the saved ApiKey if none was typed. Names are judged when they are saved. */
export const typedLink = async (
  typed: TypedSettings,
  vault: Pick<Vault, 'hasKey' | 'load'>,
): Promise<TypedLink> => {
  const { environment } = typed;
  const read = readSettings(typed, vault.hasKey(environment), typed);
  if (!read.valid) return { complete: false, field: read.field };
  const { siteId, terminal } = read.settings;
  const apiKey = typed.apiKey === '' ? await vault.load(environment) : API_KEY.tidy(typed.apiKey);
  if (apiKey === undefined && environment !== 'training') return { complete: false, field: 'apiKey' };
  return {
    complete: true,
    link: { environment, siteId, apiKey: apiKey ?? '', currency: terminal.currency },
  };
};
