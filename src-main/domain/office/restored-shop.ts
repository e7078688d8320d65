import type { Environment } from '#domain/shop/environment.ts';
import type { Terminal } from '#domain/shop/terminal.ts';

/** The settings that a restored journal knows: those of its last payment, and the business days of its last Z. */
export interface RestoredShop {
  readonly environment: Environment;
  readonly siteId: string;
  readonly terminal: Terminal;
  /** Null if no day was ever closed. */
  readonly days: { readonly cutOff: string; readonly timeZone: string } | null;
}
