import { vi } from 'vitest';
import type { Sale } from '../../../../src-renderer/state/sale/sale.svelte.ts';
import { meaningOf } from '../../../../src-renderer/till/keyboard/keys.ts';
import type { WatchedKey } from '../../../../src-renderer/till/keyboard/scan-watch.ts';
import { ScanWatch } from '../../../../src-renderer/till/keyboard/scan-watch.ts';
import type { TimedKeys } from '../../timings/read-timings.ts';

/** The till's keys and its watch for scans without a window, on a clock that stands still between the keys. */
export interface Keypad {
  /** `repeats`: how often each key repeats while it is held down. */
  readonly press: (keys: TimedKeys, options?: { readonly repeats: number }) => void;
  /** Longer than any scan pauses. */
  readonly pause: () => Promise<void>;
}

const codeOf = (key: string): string => (/^\d$/.test(key) ? `Digit${key}` : key);

export const openKeypad = (sale: Sale): Keypad => {
  const watch = new ScanWatch(() => {
    const { keep, undo } = sale.watchKeys();
    return { lets: [], keep, undo };
  });
  const down = (key: string, repeat: boolean): void => {
    const passed = new Set(['keys']);
    const event: WatchedKey & { readonly repeat: boolean } = {
      key,
      code: codeOf(key),
      repeat,
      ctrlKey: false,
      altKey: false,
      metaKey: false,
      timeStamp: performance.now(),
      target: null,
      preventDefault: () => undefined,
      stopPropagation: () => passed.clear(),
    };
    watch.onkeydown(event);
    if (passed.size === 0) return;
    const meaning = meaningOf(event);
    if (meaning?.do === 'digits') sale.entry.type(meaning.digits);
    else if (meaning?.do === 'separator') sale.entry.type('.');
    else if (meaning?.do === 'operator') sale.entry.type(meaning.operator);
    else if (meaning?.do === 'clear') sale.entry.clear();
    else if (meaning?.do === 'enter') void sale.charge();
  };
  const up = (key: string): void => watch.onkeyup({ code: codeOf(key), timeStamp: performance.now() });
  return {
    press: (keys, { repeats } = { repeats: 0 }) => {
      // Keys that go up when the next goes down go up first.
      const changes = keys
        .flatMap((one) => [
          { at: one.up, apply: () => up(one.key) },
          { at: one.down, apply: () => down(one.key, false) },
          ...Array.from({ length: repeats }, (_, index) => ({
            at: one.down + 500 + index * 30,
            apply: () => down(one.key, true),
          })),
        ])
        .toSorted((a, b) => a.at - b.at);
      let at = Math.min(...keys.map((one) => one.down), 0);
      for (const change of changes) {
        vi.advanceTimersByTime(change.at - at);
        at = change.at;
        change.apply();
      }
    },
    pause: async () => {
      await vi.advanceTimersByTimeAsync(2_000);
    },
  };
};
