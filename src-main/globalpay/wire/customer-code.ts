/** What the customer's screen may carry of an answer. Both come from outside: all or nothing, never mended. */
const MOST_CHARACTERS = 2_000;

/**
 * RedirectURL, the hosted page: https anywhere; plain http only from a bench server on this machine (`plainHttp`),
 * no user names in it, no blanks. Null for everything else.
 */
export const redirectUrl = (text: string | null, plainHttp: boolean): string | null => {
  if (text === null || text.length > MOST_CHARACTERS || /[\s\p{Cc}]/u.test(text)) return null;
  if (!URL.canParse(text)) return null;
  const { protocol, username, password } = new URL(text);
  const isAllowed = protocol === 'https:' || (plainHttp && protocol === 'http:');
  return isAllowed && username === '' && password === '' ? text : null;
};

/**
 * QRCodeURL, the text to draw as a code: any provider's scheme, but no control characters or broken text. Empty means
 * there is none: the only complete Alipay POS example answers '' and not null.
 */
export const qrCodeUrl = (text: string | null): string | null =>
  text === null || text === '' || text.length > MOST_CHARACTERS || /[\p{Cc}\p{Cs}]/u.test(text) ? null : text;
