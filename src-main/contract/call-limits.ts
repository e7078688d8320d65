/**
 * How much a window may ask of main. The preload enforces it, and main enforces it again, in case the page is broken.
 */

export interface CallLimits {
  /** Characters of all texts in an input, and a few for each field. */
  readonly size: number;
  /** Calls allowed at once; `perSecond` more are allowed each second, up to this many. */
  readonly burst: number;
  readonly perSecond: number;
}

export const CALL_LIMITS = {
  till: { size: 64 * 1024, burst: 120, perSecond: 40 },
  /** This window sends only its beats and the chosen language, and reads what it shows. */
  customer: { size: 1024, burst: 12, perSecond: 4 },
} as const satisfies Record<string, CallLimits>;

/** What a field or an item costs besides its text. */
const FIELD = 8;
const DEEPEST = 16;

/** Windows send these and nothing else; of any other kind, such as a map or an error, the size would not show. */
const KINDS = ['[object Object]', '[object Array]'];

/** What remains of `size` after this value; below zero if the value is too large, too deep or of another kind. */
const leftAfter = (value: unknown, size: number, depth: number): number => {
  if (size < 0 || depth > DEEPEST || typeof value === 'bigint') return -1;
  if (typeof value === 'string') return size - value.length;
  if (typeof value !== 'object' || value === null) return size - FIELD;
  if (!KINDS.includes(Object.prototype.toString.call(value))) return -1;
  // Checked before the loop, which takes a while for millions of items.
  if (Array.isArray(value) && value.length * FIELD > size) return -1;
  let left = size;
  for (const name in value) {
    left = leftAfter((value as Record<string, unknown>)[name], left - FIELD - name.length, depth + 1);
    if (left < 0) return left;
  }
  return left;
};

/** Whether an input is no larger than `size`; stops reading as soon as the answer is known. */
export const isWithin = (input: unknown, size: number): boolean => leftAfter(input, size, 0) >= 0;

/** Returns a function that counts a call, and returns false once there are too many. `now`: steady clock, ms. */
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
