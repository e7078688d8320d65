/** What may reach the customer display. Both texts come from outside: valid as they are, or dropped. */
const MAX_CHARACTERS = 2_000;

/** What programs write where they have no text, bare of brackets and quotes. */
const NO_TEXT = new Set([
  ...['', 'null', 'undefined', 'none', 'nil', 'nan', 'na', 'void', 'empty', 'false', 'true', 'unknown'],
  ...['objectobject', 'systemstring', 'string'],
]);

/** Whether there is anything to pay with in a text: no blank, no zero, no word for nothing. */
const saysSomething = (text: string): boolean => {
  const bare = text.replaceAll(/[^\p{L}\p{N}]/gu, '').toLowerCase();
  return !NO_TEXT.has(bare) && !/^0+$/.test(bare);
};

/**
 * RedirectURL, the hosted page: https, or plain http from a server on this machine (`plainHttp`); no user name, no white
 * space. Null for anything else.
 */
export const redirectUrl = (text: string | null, plainHttp: boolean): string | null => {
  if (text === null || text.length > MAX_CHARACTERS || /[\s\p{Cc}]/u.test(text)) return null;
  if (!URL.canParse(text)) return null;
  const { protocol, username, password, hostname } = new URL(text);
  const isAllowed = protocol === 'https:' || (plainHttp && protocol === 'http:');
  return isAllowed && username === '' && password === '' && saysSomething(hostname) ? text : null;
};

/**
 * QRCodeURL, the text of the QR code: any scheme, but no control characters or lone surrogates. '' means none, as in the
 * only complete Alipay POS example; so does a text that says nothing, since drawn as a code it could not be paid.
 */
export const qrCodeUrl = (text: string | null): string | null =>
  text === null || text.length > MAX_CHARACTERS || /[\p{Cc}\p{Cs}]/u.test(text) || !saysSomething(text)
    ? null
    : text;
