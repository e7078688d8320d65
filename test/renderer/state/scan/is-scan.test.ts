import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPlainAmount, isScan } from '../../../../src-renderer/state/scan/is-scan.ts';
import type { KeyRun } from '../../../../src-renderer/state/scan/key-run.ts';
import { NO_RUN, textOf, withKeyDown, withKeyUp } from '../../../../src-renderer/state/scan/key-run.ts';
import type { TimedKey, TimedKeys } from '../../timings/read-timings.ts';
import { endOf, evenly, timingsOf, typedIn, withoutEnd } from '../../timings/read-timings.ts';

interface Change {
  readonly at: number;
  readonly apply: (run: KeyRun) => KeyRun;
}

/** A key that is released as the next is pressed is released first. */
const changesOf = ({ key, down, up }: TimedKey): readonly Change[] => [
  { at: up, apply: (run) => withKeyUp(run, key, up) },
  { at: down, apply: (run) => withKeyDown(run, { character: key, code: key, downAt: down }) },
];

/** What the window knows when the end key goes down, or long after the last key if there is none. */
const seen = (keys: TimedKeys): KeyRun =>
  withoutEnd(keys)
    .flatMap(changesOf)
    .filter(({ at }) => at <= (endOf(keys) ?? Infinity))
    .toSorted((a, b) => a.at - b.at)
    .reduce((run, { apply }) => apply(run), NO_RUN);

const isScanned = (keys: TimedKeys): boolean => isScan(seen(keys), endOf(keys));
const written = (keys: TimedKeys): string => keys.map(({ key }) => key).join(' ');

const SCANNERS = [...timingsOf('scanners'), ...timingsOf('recorded/scanners')];
const PEOPLE = [...timingsOf('cashiers'), ...timingsOf('recorded/people')];

describe('a scan', () => {
  test.each(SCANNERS)('by %s is recognised, down to the last code', (_file, sequences) => {
    expect(sequences.filter((keys) => !isScanned(keys)).map(written)).toEqual([]);
  });

  test.each(SCANNERS)('by %s is recognised without Enter as well', (_file, sequences) => {
    expect(sequences.filter((keys) => !isScanned(withoutEnd(keys))).map(written)).toEqual([]);
  });

  test('is read in full, with what the scanner puts before the code', () => {
    for (const [, sequences] of SCANNERS)
      for (const keys of sequences) expect(textOf(seen(keys))).toBe(typedIn(keys));
  });

  test.each([1, 2, 4, 8, 16, 30, 45, 55, 60])('at %i ms a key is told, whatever its length', (pace) => {
    for (let length = 4; length <= 48; length += 1) {
      const code = Array.from({ length }, (_, index) => String(index % 10));
      // A key that is held for 60 ms until the next may be a finger's.
      for (const hold of [0.1, pace / 2, ...(pace < 60 ? [pace - 0.1] : [])]) {
        const keys = evenly([...code, 'Enter'], pace, hold);
        expect(isScanned(keys), `${length} characters held for ${hold} ms`).toBe(true);
        expect(isScanned(withoutEnd(keys))).toBe(true);
      }
    }
  });

  test('with one late key, by radio or on a busy computer, is still recognised', () => {
    for (const late of [1, 2, 3, 4, 5, 6]) {
      const keys = evenly([...Array.from('1234567'), 'Enter'], 45, 44.9).map((key, index) =>
        index < late ? key : { ...key, down: key.down + 90, up: key.up + 90 },
      );
      expect(isScanned(keys), `late from key ${late}`).toBe(true);
    }
  });
});

describe('a cashier', () => {
  test.each(PEOPLE)('%s is never taken for a scanner', (_file, sequences) => {
    expect(sequences.filter(isScanned).map(written)).toEqual([]);
  });

  test.each(PEOPLE)('%s is not taken for a scanner after stopping, either', (_file, sequences) => {
    const beginnings = sequences.flatMap((keys) => keys.map((_, end) => withoutEnd(keys).slice(0, end)));
    expect(beginnings.filter(isScanned).map(written)).toEqual([]);
  });

  test('who presses up to three keys is typing, however fast', () => {
    const keys = fc.array(fc.constantFrom('1', '2', '3'), { maxLength: 3 });
    fc.assert(
      fc.property(
        keys,
        fc.nat(100),
        fc.nat(50),
        (pressed, pace, hold) => !isScanned(evenly(pressed, pace, hold)),
      ),
    );
  });

  test('whose fingers overlap is typing, however fast', () => {
    expect(isScanned(evenly(['1', '2', '5', '0', 'Enter'], 30, 60))).toBe(false);
  });

  test('whose finger still holds a key when Enter comes is typing, even if nobody knows yet for how long', () => {
    const keys = [
      { key: '2', down: 0, up: 46 },
      { key: '1', down: 53, up: 98 },
      { key: '4', down: 106, up: 193 },
      { key: '0', down: 159, up: 204 },
      { key: 'Enter', down: 184, up: 229 },
    ];
    expect(isScanned(keys)).toBe(false);
  });

  test('who holds each key as people do is typing, even at a scanner’s pace', () => {
    expect(isScanned(evenly([...Array.from('1250'), 'Enter'], 65, 45))).toBe(false);
  });

  test.each([60, 65, 70, 80, 90])('who goes from key to key without a pause at %i ms is typing', (pace) => {
    for (const text of ['1250', '12500', '12345678'])
      for (const late of [0, 1, 3]) {
        const keys = evenly([...Array.from(text), 'Enter'], pace + late, pace);
        expect(isScanned(keys), `${text}, ${late} ms between`).toBe(false);
        expect(isScanned(withoutEnd(keys))).toBe(false);
      }
  });

  test('is typing on a keyboard that holds no key', () => {
    expect(isScanned(evenly([...Array.from('12345678'), 'Enter'], 100, 0.1))).toBe(false);
  });
});

test.each([
  ['12.50', true],
  ['12,5', true],
  ['12.', true],
  ['1250', false],
  ['12.505', false],
  ['1.2.3', false],
  ['A12.50', false],
])('%s is an amount with decimals: %s', (text, is) => {
  expect(isPlainAmount(text)).toBe(is);
});
