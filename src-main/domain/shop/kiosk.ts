/** A kiosk: a till that fills its display and stays until somebody who may leaves the full screen. */

/** How it can be left: with a permission, or in an emergency by keys or by a command, which need no PIN. */
export const KIOSK_EXITS = ['permitted', 'keys', 'command'] as const;
export type KioskExit = (typeof KIOSK_EXITS)[number];

/** `left`: the till is a kiosk, and does not fill its display until somebody returns or it starts again. */
export const KIOSK_STATES = ['off', 'full', 'left'] as const;
export type KioskState = (typeof KIOSK_STATES)[number];
