import { Buffer } from 'node:buffer';

const BLACKED = '[hidden]';

/** A shorter secret would black out ordinary words; the gateway's keys have 8 characters and more. */
const SHORTEST_SECRET = 6;

const SECRET_WORDS = new Set([
  'auth',
  'authorization',
  'cipher',
  'cookie',
  'credential',
  'credentials',
  'passphrase',
  'passwd',
  'password',
  'pepper',
  'pin',
  'pins',
  'pwd',
  'secret',
  'token',
]);
const SECRET_PAIRS = new Set(['api key', 'access key', 'private key']);

/** Whether a field of this name holds a secret: its last words say so, as in apiKey, X-Api-Key, staffPin. */
export const isSecretName = (name: string): boolean => {
  const words = name
    .split(/[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
  const last = words.at(-1) ?? '';
  return last === 'apikey' || SECRET_WORDS.has(last) || SECRET_PAIRS.has(words.slice(-2).join(' '));
};

/**
 * Base64 of any text that contains the secret contains one of these three: which one depends on how many bytes come
 * before it, as the site number and colon do in a Basic credential.
 */
const inBase64 = (secret: string): string[] =>
  [0, 1, 2].map((before) => {
    const padded = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
    const from = Math.ceil((before * 8) / 6);
    const to = Math.floor((padded.length * 8) / 6);
    return padded.toString('base64').slice(from, to);
  });

const formsOf = (secret: string): string[] => {
  const base64 = inBase64(secret);
  const base64url = base64.map((form) => form.replaceAll('+', '-').replaceAll('/', '_'));
  const hex = Buffer.from(secret).toString('hex');
  const url = encodeURIComponent(secret);
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    url,
    url.replaceAll(/%[\dA-F]{2}/g, (code) => code.toLowerCase()),
    hex,
    hex.toUpperCase(),
    ...base64,
    ...base64url,
  ];
};

const DEEPEST = 6;

/** A value as JSON can hold it, with the fields of secret name blacked out. */
const plain = (value: unknown, depth: number): unknown => {
  if (typeof value === 'bigint' || typeof value === 'symbol') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Error) {
    const { name, message, stack, cause, ...rest } = value as Error & Record<string, unknown>;
    return plain({ name, message, stack, ...rest, ...(cause === undefined ? {} : { cause }) }, depth);
  }
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (depth >= DEEPEST) return '[deeper]';
  if (Array.isArray(value)) return value.map((item) => plain(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      isSecretName(name) ? BLACKED : plain(inner, depth + 1),
    ]),
  );
};

/**
 * A name and its value as headers, JSON, JSON inside JSON, queries, lists of headers and command lines write them:
 * `X-Api-Key: 12ab`, `"pin":"4711"`, `\"pin\":\"4711\"`, `?token=12ab`, `"x-api-key","12ab"`, `--api-key 12ab`.
 */
const NAMED =
  /(?<![A-Za-z])([A-Za-z][\w-]{2,40})(\\*["']?\s*[:=]\s*\\*["']?|["'],\s*["']|(?<=--[\w-]+) )(?!\/\/|\[hidden\]|Basic |Bearer )[^\s"',;&{}[\]()\\]{4,}/g;

/** Headers whose value has several words; it ends with the line, or with the text that the line stands in. */
const WHOLE_LINE =
  /\b((?:Proxy-)?Authorization|(?:Set-)?Cookie)(\s*:\s*)(?=[^\s"'\\])(?!Basic |Bearer )[^\r\n\\]+/gi;

export interface Redactor {
  /** From now on this text is blacked out wherever it turns up: raw, escaped, as hex, or inside base64. */
  readonly hide: (secret: string) => void;
  /** Any text, without what is hidden. */
  readonly clean: (text: string) => string;
  /** One line for the log. */
  readonly line: (message: string, facts?: Readonly<Record<string, unknown>>) => string;
}

export const openRedactor = (): Redactor => {
  const hidden = new Set<string>();
  const blackOut = (text: string): string => {
    let clean = text
      .replace(/\b(Basic|Bearer)\s+[\w+/=.~-]{6,}/gi, `$1 ${BLACKED}`)
      .replace(/(:\/\/[^\s/@:]*:)[^\s/]+@/g, `$1${BLACKED}@`)
      .replace(/(:\/\/)[^\s/@:]+@/g, `$1${BLACKED}@`)
      .replace(WHOLE_LINE, `$1$2${BLACKED}`)
      .replace(NAMED, (whole, name: string, sign: string) =>
        isSecretName(name) ? `${name}${sign}${BLACKED}` : whole,
      );
    for (const form of hidden) clean = clean.replaceAll(form, BLACKED);
    return clean;
  };
  return {
    hide: (secret) => {
      if (secret.length >= SHORTEST_SECRET) for (const form of formsOf(secret)) hidden.add(form);
    },
    clean: blackOut,
    line: (message, facts) =>
      blackOut(facts === undefined ? message : `${message} ${JSON.stringify(plain(facts, 0))}`),
  };
};
