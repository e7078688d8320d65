import type { ValuesOf } from '#domain/shop/settings/setting.ts';
import type { TERMINAL_SETTINGS } from '#domain/shop/settings/setting-tables.ts';

/** Where a sale happens and what the gateway needs to know about it; recorded with every payment. */
export type Terminal = ValuesOf<typeof TERMINAL_SETTINGS>;
