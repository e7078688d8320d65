import { foldedText } from '#contract';

/**
 * A text as it is searched on screens: also without soft hyphens, and with the apostrophe and hyphen that keyboards
 * have.
 */
export const sought = (text: string): string =>
  foldedText(text.replaceAll('\u00AD', '')).replaceAll(/[‘’]/g, "'").replaceAll(/[‐‑–]/g, '-');
