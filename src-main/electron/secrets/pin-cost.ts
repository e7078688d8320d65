/** The cost of storing or checking a PIN: scrypt's N. */
export const PIN_COST = 2 ** 17;

/** The lowest cost that a staff file may have. */
const QUICK = 2 ** 15;

/**
 * `COUNTERTOP_PINS=quick` makes it low for tests that are not about PINs, which at the full cost spend more on them than
 * on anything else. A packaged program does not read it.
 */
export const pinCost = (
  isPackaged: boolean,
  { COUNTERTOP_PINS }: Readonly<Record<string, string | undefined>>,
): number => (!isPackaged && COUNTERTOP_PINS === 'quick' ? QUICK : PIN_COST);
