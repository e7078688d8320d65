/** What may reach the customer display. Both texts come from outside: valid as they are, or dropped. */
const MAX_CHARACTERS = 2_000;

/**
 * RedirectURL, the hosted page: https, or plain http from a server on this machine (`plainHttp`); no user name, no white
 * space. Null for anything else.
 */
export const redirectUrl = (text: string | null, plainHttp: boolean): string | null => {
  if (text === null || text.length > MAX_CHARACTERS || /[\s\p{Cc}]/u.test(text)) return null;
  if (!URL.canParse(text)) return null;
  const { protocol, username, password } = new URL(text);
  const isAllowed = protocol === 'https:' || (plainHttp && protocol === 'http:');
  return isAllowed && username === '' && password === '' ? text : null;
};

/**
 * QRCodeURL, the text of the QR code: any scheme, but no control characters or lone surrogates. '' means none, as in the
 * only complete Alipay POS example.
 */
export const qrCodeUrl = (text: string | null): string | null =>
  text === null || text === '' || text.length > MAX_CHARACTERS || /[\p{Cc}\p{Cs}]/u.test(text) ? null : text;
