/**
 * Why the customer may see nothing: their display is missing, their window does not answer, or it answers that it cannot
 * show the code.
 */
export const DISPLAY_FAULTS = ['missing', 'silent', 'no-code'] as const;
export type DisplayFault = (typeof DISPLAY_FAULTS)[number];
