/** Shorter texts reveal nothing, and replacing them would make an error unreadable. */
const SHORTEST = 4;

const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return value.length < SHORTEST ? [] : [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values<unknown>({ ...value }).flatMap(textsIn);
};

const textOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const text = error.stack ?? `${error.name}: ${error.message}`;
  return error.cause === undefined ? text : `${text}\ncaused by ${textOf(error.cause)}`;
};

/** An error as text for the log, with its stack and causes, and without any text that came in with the call. */
export const errorText = (error: unknown, input: unknown): string =>
  textsIn(input)
    .toSorted((one, other) => other.length - one.length)
    .flatMap((text) => [text, JSON.stringify(text).slice(1, -1)])
    .reduce((clean, text) => clean.replaceAll(text, '[input]'), textOf(error));
