const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const merged = (inFile: unknown, given: unknown, next: unknown): unknown => {
  if (isRecord(inFile) && isRecord(given) && isRecord(next))
    return Object.fromEntries(
      Object.keys({ ...inFile, ...next }).map((key) => [key, merged(inFile[key], given[key], next[key])]),
    );
  return JSON.stringify(given) === JSON.stringify(next) ? inFile : next;
};

/** Only the fields that were changed replace what the file holds. */
export const changedFields = <T extends object>(inFile: T, given: T, next: T): T =>
  merged(inFile, given, next) as T;
