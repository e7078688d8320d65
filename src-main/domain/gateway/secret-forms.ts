/** The forms in which a secret may leak into a text. */

const latinOf = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

/**
 * Base64 of any text that contains the secret contains one of these three: which one depends on how many bytes come
 * before it, as the site number and colon do in a Basic credential.
 */
const inBase64 = (bytes: Uint8Array): string[] =>
  [0, 1, 2].map((before) => {
    const from = Math.ceil((before * 8) / 6);
    const to = Math.floor(((before + bytes.length) * 8) / 6);
    return btoa('\0'.repeat(before) + latinOf(bytes)).slice(from, to);
  });

const inHex = (bytes: Uint8Array, before: string): string =>
  [...bytes].map((byte) => before + byte.toString(16).padStart(2, '0')).join('');

/** The secret as it is, JSON-escaped, percent-encoded, in hex, and in the base64 of any text that contains it. */
const formsOf = (secret: string): string[] => {
  const bytes = new TextEncoder().encode(secret);
  const base64 = inBase64(bytes);
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    inHex(bytes, '%'),
    inHex(bytes, ''),
    ...base64,
    ...base64.map(encodeURIComponent),
    ...base64.map((form) => form.replaceAll('+', '-').replaceAll('/', '_')),
  ];
};

/** A pattern that matches nothing; an empty one would match everywhere. */
const NOTHING = '(?!)';

/** Finds any form of these secrets, longer forms first. Ignores case, since some servers capitalise names and keys. */
export const finderOf = (secrets: Iterable<string>): RegExp =>
  new RegExp(
    [...new Set([...secrets].flatMap(formsOf))]
      .toSorted((one, other) => other.length - one.length)
      .map((text) => text.replaceAll(/[^\w]/g, String.raw`\$&`))
      .join('|') || NOTHING,
    'gi',
  );
