// @ts-check

const WAYS = ['--try', '--try-update', '--windows'];

/**
 * A misspelt flag would otherwise make packages that nobody has tried, and end well.
 * @param {readonly string[]} flags of `npm run dist`
 * @throws {Error} if there is no such way, or more than one is named
 */
export function ensureOneWay(flags) {
  const unknown = flags.find((flag) => !WAYS.includes(flag));
  if (unknown !== undefined) throw new Error(`there is no ${unknown}; there are ${WAYS.join(', ')}.`);
  if (flags.length > 1) throw new Error(`${flags.join(' and ')}: one at a time.`);
}
