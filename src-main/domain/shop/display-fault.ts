/**
 * Why the customer may see nothing: their display is missing; the till fills the only display and covers their window;
 * or their window does not answer, or reports that it shows no code.
 */
export const DISPLAY_FAULTS = ['missing', 'covered', 'silent', 'no-code'] as const;
export type DisplayFault = (typeof DISPLAY_FAULTS)[number];
