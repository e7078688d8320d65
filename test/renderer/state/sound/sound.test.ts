import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { SoundOutput } from '#contract';
import { usualAppearance } from '#contract';
import { Sound } from '../../../../src-renderer/state/sound/sound.ts';
import { followSpeakers } from '../../../../src-renderer/state/sound/speakers.ts';
import { amplitudeAt } from '../../../../src-renderer/state/sound/tones.ts';

interface Heard {
  readonly hertz: number;
  /** Peak of the wave. */
  peak: number;
  /** The id of the loudspeaker. */
  readonly from: string;
}

let heard: Heard[];
/** Ends the notes, in the order in which they started. */
let ends: (() => void)[];
let isRunning: boolean;
let sink: string;
/** Ids of the loudspeakers, by name. */
let plugged: Record<string, string>;
let tellOfChange: () => void;

class Oscillator {
  readonly #hertz: number;
  constructor(_context: unknown, { frequency }: { frequency: number }) {
    this.#hertz = frequency;
  }
  addEventListener = (_ended: string, listener: () => void): void => void ends.push(listener);
  connect = (next: Gain): Gain => {
    heard.push({ hertz: this.#hertz, from: sink, peak: next.peak });
    return next;
  };
  start = (): void => undefined;
  stop = (): void => undefined;
}

class Wave {
  readonly imag: readonly number[];
  constructor(_context: unknown, { imag }: { imag: readonly number[] }) {
    this.imag = imag;
  }
}

class Gain {
  peak = 0;
  readonly gain = {
    setValueAtTime: () => undefined,
    exponentialRampToValueAtTime: () => undefined,
    linearRampToValueAtTime: (value: number) => void (this.peak = Math.max(this.peak, value)),
  };
  connect = (): void => undefined;
}

beforeEach(() => {
  [heard, ends, isRunning, sink, plugged] = [[], [], false, '', {}];
  vi.stubGlobal(
    'AudioContext',
    class {
      readonly currentTime = 0;
      readonly destination = {};
      resume = (): void => void (isRunning = true);
      suspend = (): void => void (isRunning = false);
      setSinkId = (id: string): Promise<void> => {
        if (id !== '' && !Object.values(plugged).includes(id)) return Promise.reject(new Error('not found'));
        sink = id;
        return Promise.resolve();
      };
    },
  );
  vi.stubGlobal('OscillatorNode', Oscillator);
  vi.stubGlobal('GainNode', Gain);
  vi.stubGlobal('PeriodicWave', Wave);
  vi.stubGlobal('navigator', {
    mediaDevices: {
      enumerateDevices: () =>
        Promise.resolve([
          { kind: 'audioinput', deviceId: 'mic', label: 'Microphone' },
          { kind: 'audiooutput', deviceId: 'default', label: 'Whichever' },
          ...Object.entries(plugged).map(([label, deviceId]) => ({ kind: 'audiooutput', deviceId, label })),
        ]),
      addEventListener: (_change: string, listener: () => void) => (tellOfChange = listener),
      removeEventListener: () => undefined,
    },
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

let output: SoundOutput;
const sounding = (given: Partial<SoundOutput> = {}): Sound => {
  output = { ...usualAppearance.sounds.till, ...given };
  return new Sound(() => output);
};

test('paid, failed and attention sound different from each other', () => {
  const sound = sounding();
  const tones = (['paid', 'failed', 'attention'] as const).map((tone) => {
    heard = [];
    sound.play(tone);
    return heard.map(({ hertz }) => hertz).join(' ');
  });
  expect(new Set(tones).size).toBe(3);
  expect(tones).not.toContain('');
});

test('a muted window stays silent until it is unmuted', () => {
  const sound = sounding({ muted: true });
  sound.play('paid');
  expect(heard).toEqual([]);
  output = { ...output, muted: false };
  sound.play('paid');
  expect(heard).not.toEqual([]);
});

test('a tone is as loud as was chosen, from the next one on', () => {
  const sound = sounding({ volume: 25 });
  sound.play('attention');
  output = { ...output, volume: 100 };
  sound.play('attention');
  expect(heard.map(({ peak }) => peak)).toEqual([25, 25, 25, 100, 100, 100].map(amplitudeAt));
});

test('a tone comes from the loudspeaker that was chosen, whatever its id is this time', async () => {
  plugged = { 'Display audio': 'id-7', Headset: 'id-8' };
  const sound = sounding({ speaker: 'Headset' });
  sound.play('failed');
  await vi.waitFor(() => expect(heard.map(({ from }) => from)).toEqual(['id-8', 'id-8']));
  expect(isRunning).toBe(true);
});

test('if that loudspeaker is unplugged, tones come from the usual one until it is back', async () => {
  plugged = { Headset: 'id-8' };
  const sound = sounding({ speaker: 'Headset' });
  const next = async (): Promise<string | undefined> => {
    heard = [];
    sound.play('failed');
    await vi.waitFor(() => expect(heard).toHaveLength(2));
    return heard[0]?.from;
  };
  expect(await next()).toBe('id-8');
  plugged = {};
  expect(await next()).toBe('');
  plugged = { Headset: 'id-9' };
  expect(await next()).toBe('id-9');
  output = { ...output, speaker: '' };
  expect(await next()).toBe('');
});

test('the loudspeakers to choose from are those that are plugged in, by name, and no microphone', async () => {
  plugged = { 'Display audio': 'id-7' };
  const told: (readonly string[])[] = [];
  const stop = followSpeakers((names) => told.push(names));
  await vi.waitFor(() => expect(told).toEqual([['Display audio']]));
  plugged = { 'Display audio': 'id-7', Headset: 'id-8' };
  tellOfChange();
  await vi.waitFor(() => expect(told.at(-1)).toEqual(['Display audio', 'Headset']));
  stop();
});

test('the loudspeaker is released after the last note, and sounds again with the next tone', () => {
  const sound = sounding();
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
