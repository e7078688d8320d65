/** U+FF01…U+FF5E are the printable ASCII characters, full-width. */
const FULL_WIDTH_SHIFT = 0xfee0;

/** Turns the full-width characters of a Chinese input method, and other spaces and apostrophes, into ASCII. */
export const narrow = (text: string): string =>
  text
    .replaceAll(/[！-～]/g, (character) => String.fromCharCode(character.charCodeAt(0) - FULL_WIDTH_SHIFT))
    .replaceAll('。', '.')
    .replaceAll('￥', '¥')
    .replaceAll('’', "'")
    .replaceAll(/\s/g, ' ');
