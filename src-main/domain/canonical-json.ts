/**
 * JSON with one spelling for each value: object keys in the order of their UTF-16 code units, no blanks, numbers and
 * texts as JSON.stringify writes them. Throws on what JSON cannot carry (undefined, NaN, functions, bigint), because
 * a journal must not drop anything in silence.
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
  if (!isPlain && !Number.isFinite(value)) throw new TypeError(`JSON cannot carry this ${typeof value}`);
  return JSON.stringify(value);
};
