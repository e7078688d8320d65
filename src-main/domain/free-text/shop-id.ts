/** The IDs that a shop gives its stores and tills: letters and digits of any script, as its other systems take them. */
import { toHalfWidth } from '#domain/typed-amount/half-width.ts';
import { tidyShownLine } from './shown-line.ts';

const SHOP_ID = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._/#&()+-]*$/u;

/** As it is stored, also if a Chinese input method has typed it full-width. */
export const tidyShopId = (text: string): string => tidyShownLine(toHalfWidth(text));

/** The gateway counts UTF-16 units. */
export const isShopId =
  (max: number) =>
  (tidied: string): boolean =>
    tidied.length <= max && SHOP_ID.test(tidied);
