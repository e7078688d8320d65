/** PostgreSQL's texts cannot hold NUL, and neither tills nor people write it: JSON inside JSON escapes it. */
const NUL = '\0';

/** Whether any text inside the value has one. */
export const hasNul = (value: unknown): boolean => {
  if (typeof value === 'string') return value.includes(NUL);
  if (Array.isArray(value)) return value.some(hasNul);
  return typeof value === 'object' && value !== null && Object.values(value).some(hasNul);
};
