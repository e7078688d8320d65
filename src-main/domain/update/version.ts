/** Versions of the program, in the order of semver.org 2.0; build metadata is not used. */

const NUMBER = '(?:0|[1-9]\\d{0,8})';
const LABEL = '[0-9A-Za-z-]{1,30}';
const VERSION = new RegExp(`^(${NUMBER})\\.(${NUMBER})\\.(${NUMBER})(?:-(${LABEL}(?:\\.${LABEL}){0,9}))?$`);

export const isVersion = (text: string): boolean => VERSION.test(text);

interface Parts {
  readonly numbers: readonly number[];
  /** Of a version before its release; empty for the release itself. */
  readonly labels: readonly string[];
}

const partsOf = (version: string): Parts => {
  const [, major, minor, patch, labels] = VERSION.exec(version) ?? [];
  return { numbers: [major, minor, patch].map(Number), labels: labels?.split('.') ?? [] };
};

const isNumber = (label: string): boolean => /^\d+$/.test(label);

/** A number comes before a word. */
const compareLabels = (one: string, other: string): number => {
  if (isNumber(one) && isNumber(other)) return Number(one) - Number(other);
  if (isNumber(one) !== isNumber(other)) return isNumber(one) ? -1 : 1;
  if (one === other) return 0;
  return one < other ? -1 : 1;
};

const firstDifference = <T>(
  one: readonly T[],
  other: readonly T[],
  compare: (one: T, other: T) => number,
): number => {
  for (const [place, item] of one.entries()) {
    const beside = other[place];
    if (beside === undefined) return 1;
    const order = compare(item, beside);
    if (order !== 0) return order;
  }
  return one.length - other.length;
};

const order = (one: string, other: string): number => {
  const [a, b] = [partsOf(one), partsOf(other)];
  const byNumbers = firstDifference(a.numbers, b.numbers, (left, right) => left - right);
  if (byNumbers !== 0) return byNumbers;
  const aIsReleased = a.labels.length === 0;
  if (aIsReleased !== (b.labels.length === 0)) return aIsReleased ? 1 : -1;
  return firstDifference(a.labels, b.labels, compareLabels);
};

/** Whether one version came after the other. Both must be versions. */
export const isNewer = (one: string, other: string): boolean => order(one, other) > 0;
