/** What no paper shows and no database keeps: NUL and the like, halves of characters. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}]+/gu;

/** A text of the gateway as the journal keeps it: at most so long, a blank for what cannot be shown. */
export const kept = (text: string, most: number): string => text.slice(0, most).replaceAll(UNPRINTABLE, ' ');
