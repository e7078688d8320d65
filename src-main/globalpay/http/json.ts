type Json =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: 'not-json' | 'said-twice' };

const STRING = String.raw`"[^"\\]*(?:\\.[^"\\]*)*"`;
const STRING_OR_NUMBER = new RegExp(`${STRING}|-?\\d[\\d.eE+-]*`, 'gs');
const TOKEN = new RegExp(`${STRING}|[{}[\\]:,]|[^\\s{}[\\]:,"]+`, 'gs');

/** IDs are wider than a double: JSON.parse would round them, so integers of 16 digits and more become texts. */
const withLongIntegersAsTexts = (text: string): string =>
  text.replace(STRING_OR_NUMBER, (token) => (/^-?\d{16,}$/.test(token) ? `"${token}"` : token));

/** What decides which payment this is and where it stands. */
const DECISIVE: ReadonlySet<string> = new Set([
  'Payment',
  'Payments',
  'Refund',
  'Refunds',
  'ID',
  'MerchantTransactionID',
  'Amount',
  'Currency',
  'Status',
]);

/** An object or list being read: what it said under each decisive key, and the key whose value is under way. */
interface Frame {
  readonly said: Map<string, string>;
  readonly isObject: boolean;
  key: string | null;
  valueFrom: number;
}

/** Notes the value that ends at `to`; false when the same key said something else before. */
const noted = (frame: Frame | undefined, text: string, to: number): boolean => {
  if (!frame || frame.key === null) return true;
  const { key } = frame;
  frame.key = null;
  if (!DECISIVE.has(key)) return true;
  const value = text.slice(frame.valueFrom, to).trim();
  const before = frame.said.get(key);
  frame.said.set(key, value);
  return before === undefined || before === value;
};

/** Whether well-formed JSON gives a decisive key twice in one object with different values; parsers keep the last. */
const contradictsItself = (text: string): boolean => {
  const frames: Frame[] = [];
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    const frame = frames.at(-1);
    if (token === '{' || token === '[') {
      frames.push({ said: new Map(), isObject: token === '{', key: null, valueFrom: 0 });
    } else if (token === ':' && frame) {
      frame.valueFrom = index + 1;
    } else if (token === ',') {
      continue;
    } else if (token === '}' || token === ']') {
      frames.pop();
      if (!noted(frames.at(-1), text, index + 1)) return true;
    } else if (frame?.isObject && frame.key === null) {
      frame.key = String(JSON.parse(token));
    } else if (!noted(frame, text, index + token.length)) {
      return true;
    }
  }
  return false;
};

/**
 * Reads an answer's JSON, every text in it passed through `scrub`. Integers too long for a number come back as texts
 * of the same digits; an answer that says two things about a payment's identity, amount or status is refused.
 */
export const readJson = (text: string, scrub: (text: string) => string): Json => {
  try {
    const value: unknown = JSON.parse(withLongIntegersAsTexts(text), (_key, told: unknown) =>
      typeof told === 'string' ? scrub(told) : told,
    );
    return contradictsItself(text) ? { ok: false, problem: 'said-twice' } : { ok: true, value };
  } catch {
    return { ok: false, problem: 'not-json' };
  }
};
