/**
 * What people type for others to read, on screens, on paper, at the gateway and at the office: one line, all of which
 * can be seen.
 */

/**
 * What no line shows and no database stores; what changes the direction of the text around it, such as that of an amount
 * on the same line; and what nobody sees, so that two texts look alike and are not. The joiners stay, since emoji and
 * some scripts need them.
 */
const UNFIT =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\u00ad\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb]/u;

/** Of those, what leaves no gap. */
const DROPPED = /[\p{Bidi_Control}\u00ad\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb]/gu;
const BLANKS = /[\p{Zs}\p{Zl}\p{Zp}\p{Cc}\p{Cs}]+/gu;

/** U+2800 is the blank of Braille. */
const SEEN = /(?![\p{Default_Ignorable_Code_Point}\u{2800}])[\p{L}\p{N}\p{P}\p{S}]/u;

/** Whether others read it as it is. */
export const isShownLine = (text: string): boolean => !UNFIT.test(text);

/** Whether it is such a line, and something of it can be seen. */
export const isSeenLine = (text: string): boolean => isShownLine(text) && SEEN.test(text);

/**
 * As others read it: without outer blanks and what nobody sees, and with one blank between words. What was copied from a
 * spreadsheet or a web page may have tabs and line breaks.
 */
export const tidyShownLine = (text: string): string =>
  text.replaceAll(DROPPED, '').replaceAll(BLANKS, ' ').trim();

/** Lines that are shown below each other, none of them empty. */
export const tidyShownLines = (text: string): string =>
  text
    .split(/\r?\n/)
    .map(tidyShownLine)
    .filter((line) => line !== '')
    .join('\n');

/** At most `max` characters of it. */
export const shortShownLine = (text: string, max: number): string =>
  Array.from(tidyShownLine(text)).slice(0, max).join('').trim();
