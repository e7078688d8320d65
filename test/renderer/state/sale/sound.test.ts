import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Sound } from '../../../../src-renderer/state/sale/sound.svelte.ts';

/** Hertz of every beep that was started. */
let beeps: number[];
/** Ends them, in the order in which they were started. */
let ends: (() => void)[];
let isRunning: boolean;
let remembered: Map<string, string>;

class Oscillator {
  constructor(_context: unknown, { frequency }: { frequency: number }) {
    beeps.push(frequency);
  }
  addEventListener = (_ended: string, listener: () => void): void => void ends.push(listener);
  connect = (next: unknown): unknown => next;
  start = (): void => undefined;
  stop = (): void => undefined;
}

class Gain {
  readonly gain = { setValueAtTime: () => undefined, linearRampToValueAtTime: () => undefined };
  connect = (): void => undefined;
}

beforeEach(() => {
  beeps = [];
  ends = [];
  isRunning = false;
  remembered = new Map();
  vi.stubGlobal(
    'AudioContext',
    class {
      readonly currentTime = 0;
      readonly destination = {};
      resume = (): void => void (isRunning = true);
      suspend = (): void => void (isRunning = false);
    },
  );
  vi.stubGlobal('OscillatorNode', Oscillator);
  vi.stubGlobal('GainNode', Gain);
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => remembered.get(key) ?? null,
    setItem: (key: string, value: string) => remembered.set(key, value),
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test('paid, failed and attention sound different from each other', () => {
  const sound = new Sound();
  const tones = (['paid', 'failed', 'attention'] as const).map((tone) => {
    beeps = [];
    sound.play(tone);
    return beeps.join(' ');
  });
  expect(new Set(tones).size).toBe(3);
  expect(tones).not.toContain('');
});

test('a muted till stays silent, also after a restart, until it is unmuted', () => {
  new Sound().toggle();
  const sound = new Sound();
  expect(sound.muted).toBe(true);
  sound.play('paid');
  expect(beeps).toEqual([]);
  sound.toggle();
  sound.play('paid');
  expect(beeps).not.toEqual([]);
  expect(new Sound().muted).toBe(false);
});

test('the loudspeaker is let go once the last beep has ended, and sounds again with the next tone', () => {
  const sound = new Sound();
  sound.play('paid');
  sound.play('attention');
  const last = ends.pop();
  for (const end of ends) end();
  expect(isRunning).toBe(true);
  last?.();
  expect(isRunning).toBe(false);
  sound.play('paid');
  expect(isRunning).toBe(true);
});
