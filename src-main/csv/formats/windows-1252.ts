/** The encoding that Western European Windows programs call ANSI. */

/** The characters of the bytes 0x80 to 0x9F; a blank marks an unused byte. */
const UPPER = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';
const FIRST_UPPER = 0x80;
const BYTES: ReadonlyMap<string, number> = new Map(
  Array.from(UPPER, (character, place) => [character, FIRST_UPPER + place] as const).filter(
    ([character]) => character !== ' ',
  ),
);
const UNKNOWN = 0x3f;

const byteOf = (character: string): number => {
  const code = character.codePointAt(0) ?? UNKNOWN;
  const isSame = code < FIRST_UPPER || (code >= 0xa0 && code <= 0xff);
  return isSame ? code : (BYTES.get(character) ?? UNKNOWN);
};

/** The text in Windows-1252; a character outside the encoding becomes a question mark. */
export const windows1252 = (text: string): Uint8Array =>
  Uint8Array.from(Array.from(text.normalize('NFC'), byteOf));
