/**
 * A scanner types as if on an American keyboard. If the system has another layout, a scanned reference arrives in other
 * characters. This file translates it back.
 */

/**
 * For each layout, the characters of the keys that differ, and what those keys type on an American keyboard; lower case
 * only.
 */
const LAYOUTS = [
  ['ßyz', '-zy'], // German, Austrian
  ['!"§$%&/()=?yz', '1234567890-zy'], // German, where Caps Lock shifts the digits too
  ["'yz", '-zy'], // Swiss, Croatian, Serbian, Slovenian
  ['&é"\'(-è_çà)°aqzw,?', '1234567890--qawzmm'], // French; ° is its Caps Lock
  ['&é"\'(§è!çà)°aqzw,?', '1234567890--qawzmm'], // Belgian
  ["'", '-'], // Spanish, Italian, Portuguese
  ['+', '-'], // Danish, Norwegian, Swedish, Finnish, Estonian
  ['/', '-'], // Dutch
  ['*ı', '-i'], // Turkish
  ['öüyz', '0-zy'], // Hungarian
  ['+ěščřžýáíé=yz', '1234567890-zy'], // Czech
  ['+ľščťžýáíé=yz', '1234567890-zy'], // Slovak
  ['ąčęėįšųū', '12345678'], // Lithuanian
  ['йцукенгшщзфывапролдячсмить', 'qwertyuiopasdfghjklzxcvbnm'], // Russian
  ['йцукенгшщзфівапролдячсмить', 'qwertyuiopasdfghjklzxcvbnm'], // Ukrainian
  ['\'",<.>pyfgcrlaoeuidhtn;:qjkxbm[', 'qqwweertyuiopasdfghjklzzxcvbnm-'], // Dvorak
] as const;

/** A till's reference: a day and other parts, joined by hyphens. */
const OWN_REFERENCE = /^[0-9a-z]+(?:-[0-9a-z]+)*-\d{8}(?:-[0-9a-z]+)+$/;

const translated = (text: string, [typed, meant]: (typeof LAYOUTS)[number]): string =>
  Array.from(text, (character) => {
    const key = typed.indexOf(character);
    return key < 0 ? character : meant.charAt(key);
  }).join('');

/** What the text means under each layout, in lower case; first the text as it is. */
export const underLayouts = (scanned: string): readonly string[] => {
  // An input method for Chinese may type everything full-width.
  const text = scanned.trim().normalize('NFKC').toLowerCase();
  return [text, ...LAYOUTS.map((layout) => translated(text, layout))];
};

/**
 * The references, in upper case, that may have been scanned under another layout, likelier ones first. Empty if the
 * text already is a reference, or is none under any layout.
 */
export const referencesUnderOtherLayouts = (scanned: string): readonly string[] => {
  if (OWN_REFERENCE.test(scanned.trim().toLowerCase())) return [];
  const references = underLayouts(scanned).filter((meant) => OWN_REFERENCE.test(meant));
  return [...new Set(references.map((meant) => meant.toUpperCase()))];
};

/** Whether a text is a reference only under another keyboard layout. */
export const isUnderOtherLayout = (scanned: string): boolean =>
  referencesUnderOtherLayouts(scanned).length > 0;
