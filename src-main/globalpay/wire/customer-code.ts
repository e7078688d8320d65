/**
 * Checks what may reach the customer's display. Both texts come from outside, and are dropped unless valid as they are.
 */
const MAX_CHARACTERS = 2_000;

/** What programs write when they have no text, without brackets and quotes. */
const NO_TEXT = new Set([
  ...[
    '',
    'null',
    'undefined',
    'none',
    'nil',
    'nan',
    'na',
    'void',
    'empty',
    'blank',
    'false',
    'true',
    'unknown',
  ],
  ...['objectobject', 'systemstring', 'string', 'nbsp', 'nullptr', 'error', 'notavailable', 'tbd'],
]);

const isNoText = (text: string): boolean => NO_TEXT.has(text) || /^0+$/.test(text);

/** Whether a text could be paid: it is more than blanks, zeros and words for nothing, even repeated ones. */
const saysSomething = (text: string): boolean => {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
  return !words.every(isNoText) && !isNoText(words.join(''));
};

/** Schemes that only browsers open, and no wallet pays by. */
const OF_BROWSERS = new Set(['about', 'blob', 'data', 'file', 'javascript']);

/** Whether a text with a scheme, such as https:, leads anywhere; a text without one is a code of digits or letters. */
const leadsSomewhere = (text: string): boolean => {
  const { scheme, rest } = /^(?<scheme>[a-z][a-z\d+.-]*):(?<rest>.*)$/iu.exec(text)?.groups ?? {};
  if (scheme === undefined || rest === undefined) return true;
  if (OF_BROWSERS.has(scheme.toLowerCase()) || !saysSomething(rest)) return false;
  return !/^https?$/i.test(scheme) || (URL.canParse(text) && saysSomething(new URL(text).hostname));
};

/**
 * RedirectURL, the hosted page: https, or plain http from a server on this machine (`plainHttp`); no user name, no white
 * space, no half of a character. Null for anything else.
 */
export const redirectUrl = (text: string | null, plainHttp: boolean): string | null => {
  if (text === null || text.length > MAX_CHARACTERS || /[\s\p{Cc}\p{Cs}]/u.test(text)) return null;
  if (!URL.canParse(text) || !leadsSomewhere(text)) return null;
  const { protocol, username, password } = new URL(text);
  const isAllowed = protocol === 'https:' || (plainHttp && protocol === 'http:');
  return isAllowed && username === '' && password === '' ? text : null;
};

/**
 * QRCodeURL, the text of the QR code: any scheme, but no control characters or lone surrogates. '' means none, as in
 * the only complete Alipay POS example. So does a text that says nothing, since nobody could pay the code drawn from
 * it.
 */
export const qrCodeUrl = (text: string | null): string | null => {
  if (text === null || text.length > MAX_CHARACTERS || /[\p{Cc}\p{Cs}]/u.test(text)) return null;
  return saysSomething(text) && leadsSomewhere(text) ? text : null;
};
