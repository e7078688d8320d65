/**
 * The addresses of the windows. A scheme of our own: no other program serves it, and it has none of the rights of
 * file://.
 */
export const APP_SCHEME = 'app';
const APP_ORIGIN = `${APP_SCHEME}://countertop`;

/** @param page `till`, `customer` or `slip` */
export const pageAddress = (page: string): string => `${APP_ORIGIN}/${page}.html`;

export const isAppAddress = (address: string): boolean => address.startsWith(`${APP_ORIGIN}/`);
