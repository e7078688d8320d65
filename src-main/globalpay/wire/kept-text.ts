/** Characters that cannot be printed or stored: control characters and lone surrogates. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}]+/gu;

/** The gateway's text as the journal keeps it: at most `maxLength` characters, with blanks for what cannot be shown. */
export const kept = (text: string, maxLength: number): string =>
  text.slice(0, maxLength).replaceAll(UNPRINTABLE, ' ');
