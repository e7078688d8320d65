import type { Environment } from '#domain/shop/environment.ts';
import type { TypedSettings } from '#domain/shop/settings/typed-settings.ts';
import type { Terminal } from '#domain/shop/terminal.ts';

/** The settings that a restored journal knows: those of its last payment, and the business days of its last Z. */
export interface RestoredShop {
  readonly environment: Environment;
  readonly siteId: string;
  readonly terminal: Terminal;
  /** Null if no day was ever closed. */
  readonly days: { readonly cutOff: string; readonly timeZone: string } | null;
}

/** As the set-up shows it; '' where the journal knows nothing. */
export const showShop = ({ siteId, terminal, days }: RestoredShop) => {
  const { storeName, storeId, terminalId, country, currency, email, returnUrl } = terminal;
  const { cutOff, timeZone } = days ?? { cutOff: '', timeZone: '' };
  return {
    siteId,
    storeName,
    storeId,
    terminalId,
    country,
    currency,
    email,
    returnUrl,
    cutOff,
    timeZone,
  } satisfies Partial<TypedSettings>;
};
