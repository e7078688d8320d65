const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** Whether updates may be fetched from there: by https, or by http from this computer itself. */
export const isFeedAddress = (text: string): boolean => {
  if (text.length > 500 || !URL.canParse(text)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(text);
  const isPlain = username === '' && password === '' && search === '' && hash === '';
  const isSafe = protocol === 'https:' || (protocol === 'http:' && LOOPBACK.includes(hostname));
  return isPlain && isSafe;
};
