const LOOPBACK = /^(?:localhost|\[::1\]|127(?:\.\d{1,3}){3})$/;

export type OfficeAddress =
  | { readonly ok: true; readonly origin: string }
  /** `not-secure`: plain HTTP to another computer, which anyone in between could read. */
  | { readonly ok: false; readonly why: 'no-address' | 'not-secure' };

/**
 * The origin of the office at a typed address, such as 'office.garden.example' or
 * 'https://office.garden.example:7480/'. It must use TLS unless it is on this computer.
 */
export const readOfficeAddress = (typed: string): OfficeAddress => {
  const text = typed.trim();
  const full = /^[a-z][a-z+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (text === '' || text.length > 300 || !URL.canParse(full)) return { ok: false, why: 'no-address' };
  const url = new URL(full);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return { ok: false, why: 'no-address' };
  if (url.href !== `${url.origin}/`) return { ok: false, why: 'no-address' };
  if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname)) return { ok: false, why: 'not-secure' };
  return { ok: true, origin: url.origin };
};

/** Whether an office at this origin is reached by TLS, so that other devices can reach it too. */
export const isSecureAddress = (origin: string): boolean => origin.startsWith('https:');
