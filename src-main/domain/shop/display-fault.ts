/**
 * Why the customer may see nothing: their display is missing, their window lies behind a till that fills the only
 * display, does not answer, or answers that it cannot show the code.
 */
export const DISPLAY_FAULTS = ['missing', 'covered', 'silent', 'no-code'] as const;
export type DisplayFault = (typeof DISPLAY_FAULTS)[number];
