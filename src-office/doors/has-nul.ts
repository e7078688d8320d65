/** PostgreSQL's texts cannot hold it, and neither tills nor people write it: JSON inside of JSON spells it out. */
const NUL = '\0';

/** Whether a text somewhere in it has one. */
export const hasNul = (value: unknown): boolean => {
  if (typeof value === 'string') return value.includes(NUL);
  if (Array.isArray(value)) return value.some(hasNul);
  return typeof value === 'object' && value !== null && Object.values(value).some(hasNul);
};
