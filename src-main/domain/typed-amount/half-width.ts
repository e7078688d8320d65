/** U+FF01…U+FF5E are the printable ASCII characters, full-width. */
const FULL_WIDTH_SHIFT = 0xfee0;

/**
 * Converts full-width characters, which Chinese input methods type, and every kind of space and apostrophe to ASCII.
 * Removes invisible characters, which text copied from a web page may contain.
 */
export const toHalfWidth = (text: string): string =>
  text
    .replaceAll(/[！-～]/g, (character) => String.fromCharCode(character.charCodeAt(0) - FULL_WIDTH_SHIFT))
    .replaceAll('。', '.')
    .replaceAll('￥', '¥')
    .replaceAll('’', "'")
    // Marks first: one of them, U+FEFF, also counts as a space.
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/\s/g, ' ');
