import type { Page } from 'playwright-core';
import type { TimedKeys } from '../timings/read-timings.ts';

/** Presses keys at given times, however long the computer takes. */
export interface TimedKeyboard {
  readonly press: (keys: TimedKeys) => Promise<void>;
  /** Presses a key shortly after the one before, whatever the test has waited for meanwhile. */
  readonly quickly: (key: string) => Promise<void>;
}

/** Longer than any pause within a sequence, so that each sequence stands alone. */
const APART_MS = 10_000;

/** As in a double press. */
const QUICK_MS = 300;

const CODES = new Map([
  ['Enter', 13],
  ['Tab', 9],
  ['Delete', 46],
  ['Escape', 27],
]);

const codeOf = (key: string): string => {
  if (/^\d$/.test(key)) return `Digit${key}`;
  return /^[A-Z]$/.test(key) ? `Key${key}` : key;
};

const event = (type: 'keyDown' | 'keyUp', key: string, at: number) => {
  const text = key === 'Enter' ? '\r' : key.length === 1 ? key : undefined;
  return {
    type,
    key,
    code: codeOf(key),
    windowsVirtualKeyCode: CODES.get(key) ?? key.charCodeAt(0),
    ...(type === 'keyDown' && text !== undefined && { text }),
    timestamp: at / 1000,
  };
};

export const openTimedKeyboard = async (page: Page): Promise<TimedKeyboard> => {
  const session = await page.context().newCDPSession(page);
  let begin = Date.now();
  return {
    quickly: async (key) => {
      begin += QUICK_MS;
      await session.send('Input.dispatchKeyEvent', event('keyDown', key, begin));
      await session.send('Input.dispatchKeyEvent', event('keyUp', key, begin + 1));
    },
    press: async (keys) => {
      begin += APART_MS;
      const events = keys
        .flatMap(({ key, down, up }) => [
          event('keyUp', key, begin + up),
          event('keyDown', key, begin + down),
        ])
        .toSorted((a, b) => a.timestamp - b.timestamp);
      for (const one of events) await session.send('Input.dispatchKeyEvent', one);
    },
  };
};
