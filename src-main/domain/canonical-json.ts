/**
 * JSON with exactly one spelling for each value: object keys sorted by UTF-16 code units, no whitespace, numbers and
 * strings as JSON.stringify writes them. Throws TypeError for what JSON cannot represent (undefined, NaN, functions,
 * bigint): a journal must never drop anything silently.
 */
export const canonicalJson = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  const isPlain = value === null || typeof value === 'string' || typeof value === 'boolean';
  if (!isPlain && !Number.isFinite(value)) throw new TypeError(`JSON cannot represent this ${typeof value}`);
  return JSON.stringify(value);
};
