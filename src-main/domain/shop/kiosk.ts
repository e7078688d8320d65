/** A kiosk: a till that fills its display until somebody with permission leaves the full screen. */

/** How it can be left: with permission or, in an emergency, by keys or a command, which need no PIN. */
export const KIOSK_EXITS = ['permitted', 'keys', 'command'] as const;
export type KioskExit = (typeof KIOSK_EXITS)[number];

/** `left`: the till is a kiosk but does not fill its display until somebody returns or it restarts. */
export const KIOSK_STATES = ['off', 'full', 'left'] as const;
export type KioskState = (typeof KIOSK_STATES)[number];
