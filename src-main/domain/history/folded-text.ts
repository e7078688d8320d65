/** Unpaired surrogates, which SQLite stores as U+FFFD, and two characters that its index reads as U+FFFD. */
const REPLACED = /[\p{Cs}\ufffe\uffff]/gu;

/** Accents as characters of their own, as NFKD leaves them. */
const ACCENTS = /[\u0300-\u036f]/g;

/** Blanks, control characters, and the characters that mark amounts (see `amountMark`). */
const BETWEEN_WORDS = /[\s\p{Cc}\ue000-\ue00a]+/gu;

/**
 * A text as it is searched. Case, accents and the width of characters do not matter, so 'GRUSSE' and 'ｇｒüße' find
 * 'Grüße'. Runs of blanks become single spaces.
 */
export const foldedText = (text: string): string =>
  text
    .replaceAll(REPLACED, '\ufffd')
    .normalize('NFKD')
    .replaceAll(ACCENTS, '')
    .normalize('NFC')
    .toUpperCase()
    .toLowerCase()
    .replaceAll(BETWEEN_WORDS, ' ')
    .trim();
