/** A JSON object with unchecked fields. */
export type Fields = Readonly<Record<string, unknown>>;

/** The value as an object with fields, or null for anything else (arrays included). */
export function fieldsOf(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}

/** A scalar as text (GlobalPay also accepts numbers written as text); null for anything else. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}
