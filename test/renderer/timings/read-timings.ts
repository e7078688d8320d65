import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface TimedKey {
  readonly key: string;
  /** Ms. */
  readonly down: number;
  readonly up: number;
}

export type TimedKeys = readonly TimedKey[];

const timedKey = (text: string): TimedKey => {
  const [key = '', down, up] = text.split(':');
  return { key, down: Number(down), up: Number(up) };
};

/** The sequences of every file of that kind, by file. No test may pass because there are none. */
export const timingsOf = (
  kind: 'scanners' | 'cashiers' | 'recorded/scanners' | 'recorded/people',
): readonly (readonly [file: string, sequences: readonly TimedKeys[]])[] => {
  const folder = join(import.meta.dirname, kind);
  const files = readdirSync(folder);
  if (files.length === 0) throw new Error(`${folder} is empty`);
  return files.map((file) => {
    const lines = readFileSync(join(folder, file), 'utf8').trim().split('\n');
    return [file.replace('.txt', ''), lines.map((line) => line.split(' ').map(timedKey))];
  });
};

const isEnd = ({ key }: TimedKey): boolean => key === 'Enter' || key === 'Tab';

export const withoutEnd = (keys: TimedKeys): TimedKeys => keys.filter((key) => !isEnd(key));

/** When Enter or Tab goes down, or null. */
export const endOf = (keys: TimedKeys): number | null => keys.find(isEnd)?.down ?? null;

/** What is typed before the end. */
export const typedIn = (keys: TimedKeys): string =>
  withoutEnd(keys)
    .map(({ key }) => key)
    .join('');

/** A sequence of keys that go down so many ms apart. */
export const evenly = (keys: readonly string[], pace: number, hold: number): TimedKeys =>
  keys.map((key, index) => ({ key, down: index * pace, up: index * pace + hold }));
