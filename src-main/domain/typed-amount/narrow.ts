/** U+FF01…U+FF5E are the printable ASCII characters, full-width. */
const FULL_WIDTH_SHIFT = 0xfee0;

/** Full-width characters, as an input method for Chinese types them, and other spaces and apostrophes, in ASCII; without the marks that nobody sees and that pages leave in what is copied. */
export const narrow = (text: string): string =>
  text
    .replaceAll(/[！-～]/g, (character) => String.fromCharCode(character.charCodeAt(0) - FULL_WIDTH_SHIFT))
    .replaceAll('。', '.')
    .replaceAll('￥', '¥')
    .replaceAll('’', "'")
    // Marks first: one of them, U+FEFF, also counts as a space.
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/\s/g, ' ');
