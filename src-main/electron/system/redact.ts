import { finderOf } from '#domain/gateway/secret-forms.ts';

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

/** A character of a name that a query has encoded once or twice: `%5F`, `%255F`; not one that ends a name. */
const ENCODED = '%(?:25)*(?:2[DE]|3\\d|[46][1-9A-F]|[57][0-9A]|5[BDF])';

/**
 * A name and its value as headers, JSON, JSON inside JSON, queries, lists of headers and command lines write them:
 * `X-Api-Key: 12ab`, `"pin":"4711"`, `\"pin\":\"4711\"`, `?token=12ab`, `api%5Fkey%3D12ab`, `"x-api-key","12ab"`,
 * `--api-key 12ab`.
 */
const NAMED = new RegExp(
  String.raw`(?<=^|[^A-Za-z]|%(?:25)*[\dA-F]{2})(?<!%(?:25)*[\dA-F]?)` +
    `((?:[A-Za-z]|${ENCODED})(?:[\\w-]|${ENCODED}){2,40})` +
    String.raw`(\\*["']?\s*(?:[:=]|%(?:25)*3[AD])\s*\\*["']?|["'],\s*["']|(?<=--[\w-]+) )` +
    String.raw`(?!\/\/|\[hidden\]|Basic |Bearer )(?=[^\s"',;&{}[\]()\\]{4})`,
  'gi',
);
/** Marks the start of a value to black out, so that names inside another name's value are found too. */
const HERE = '\u{0}';
const VALUE = new RegExp(String.raw`${HERE}[^\s"',;&{}[\]()\\]+`, 'gu');

const decoded = (name: string): string =>
  name.replaceAll(/%(?:25)*([\dA-F]{2})/gi, (_, code: string) => String.fromCodePoint(parseInt(code, 16)));

/** What may follow a secret's name and "is" without being the secret. */
const STATE_WORDS =
  'absent|accepted|being|correct|empty|expired|hidden|invalid|kept|locked|missing|needed|never|not|only|read|refused|required|right|saved|sealed|unknown|unreadable|used|wrong';

/** As people write it: `the password is 12ab`, `api key: 12ab`, `Das Passwort lautet 12ab`, `密码是12ab`. */
const IN_PROSE = [
  new RegExp(
    String.raw`\b((?:api|access|private) key|pass(?:word|phrase|wort)|kennwort|mot de passe|contraseña|clave|secret|token|credentials?|pin)` +
      String.raw`(\s*[:=]\s*|\s+(?:is|are|was|were|ist|war|lautet|est|était|es|era)\s*:?\s+)(["'“„«‘]?)` +
      String.raw`(?!\[hidden\]|(?:${STATE_WORDS})\b)[^\s"'”“»’,;]{4,}`,
    'gi',
  ),
  /(密码|密碼|密钥|密鑰|金鑰|口令)(\s*(?:是|为|為|：|:)\s*)(["'“「]?)(?!\[hidden\])[^\s"'”」，。；,;]{4,}/g,
];

/** Headers whose value has several words; it ends with the line, or with the text that the line stands in. */
const WHOLE_LINE =
  /\b((?:Proxy-)?Authorization|(?:Set-)?Cookie)(\s*:\s*)(?=[^\s"'\\])(?!Basic |Bearer )[^\r\n\\]+/gi;

export interface Redactor {
  /** From now on this text is blacked out wherever it turns up: raw, escaped, as hex, or inside base64. */
  readonly hide: (secret: string) => void;
  /** Any text, without the secrets. */
  readonly clean: (text: string) => string;
  /** One line for the log, without invisible characters. */
  readonly line: (message: string, facts?: Readonly<Record<string, unknown>>) => string;
}

/** Invisible characters: control characters, and marks that change the direction of text. */
const UNSEEN = /[\p{Cc}\p{Bidi_Control}\u2028\u2029\uFEFF]/gu;

const visible = (text: string): string =>
  text.replace(UNSEEN, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

export const openRedactor = (): Redactor => {
  const hidden = new Set<string>();
  let known: RegExp | null = null;
  const blackOut = (text: string): string => {
    let clean = text
      .replace(/\b(Basic|Bearer)\s+[\w+/=.~-]{6,}/gi, `$1 ${BLACKED}`)
      .replace(/(:\/\/[^\s/@:]*:)[^\s/]+@/g, `$1${BLACKED}@`)
      .replace(/(:\/\/)[^\s/@:]+@/g, `$1${BLACKED}@`)
      .replace(WHOLE_LINE, `$1$2${BLACKED}`)
      .replace(NAMED, (whole, name: string, sign: string) =>
        isSecretName(decoded(name)) ? `${name}${sign}${HERE}` : whole,
      )
      .replace(VALUE, BLACKED);
    for (const prose of IN_PROSE) clean = clean.replace(prose, `$1$2$3${BLACKED}`);
    return known ? clean.replace(known, BLACKED) : clean;
  };
  return {
    hide: (secret) => {
      if (secret.length < SHORTEST_SECRET) return;
      hidden.add(secret);
      known = finderOf(hidden);
    },
    clean: blackOut,
    line: (message, facts) =>
      visible(blackOut(facts === undefined ? message : `${message} ${JSON.stringify(plain(facts, 0))}`)),
  };
};
