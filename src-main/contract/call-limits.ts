/** How much a window may ask of main. Its preload holds to it, and main does too, whatever a broken page sends. */

export interface CallLimits {
  /** Characters of all texts in an input, and a few for each field. */
  readonly size: number;
  /** Calls at once, and again as many in each second as `perSecond`. */
  readonly burst: number;
  readonly perSecond: number;
}

export const CALL_LIMITS = {
  till: { size: 64 * 1024, burst: 120, perSecond: 40 },
  /** It says that it is alive, and which language was chosen. */
  customer: { size: 1024, burst: 12, perSecond: 4 },
} as const satisfies Record<string, CallLimits>;

/** What a field or an item costs besides its text. */
const FIELD = 8;
const DEEPEST = 16;

/** What is left of `size` once a value is paid for; below zero where it is too large or too deep. */
const leftAfter = (value: unknown, size: number, depth: number): number => {
  if (size < 0 || depth > DEEPEST) return -1;
  if (typeof value === 'string') return size - value.length;
  if (typeof value !== 'object' || value === null) return size - FIELD;
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return -1;
  // Before its items are listed, which for millions takes a while.
  if (Array.isArray(value) && value.length * FIELD > size) return -1;
  let left = size;
  for (const name in value) {
    left = leftAfter((value as Record<string, unknown>)[name], left - FIELD - name.length, depth + 1);
    if (left < 0) return left;
  }
  return left;
};

/** Whether an input is no larger than that; looks at no more of it than it takes to know. */
export const isWithin = (input: unknown, size: number): boolean => leftAfter(input, size, 0) >= 0;

/** Counts calls; false once there are too many. @param now steady ms */
export const countCalls = ({ burst, perSecond }: CallLimits, now: () => number): (() => boolean) => {
  let left = burst;
  let at = now();
  return () => {
    const time = now();
    left = Math.min(burst, left + ((time - at) / 1000) * perSecond);
    at = time;
    if (left < 1) return false;
    left -= 1;
    return true;
  };
};
