/** Scanners and people with any timing: keys at any of their paces, at the keypad. */
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { isPlainAmount } from '../../../../src-renderer/state/scan/is-scan.ts';
import type { TimedKeys } from '../../timings/read-timings.ts';
import { evenly } from '../../timings/read-timings.ts';
import { openSale } from '../sale/open-sale.ts';
import { openKeypad } from './keypad.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

interface Pressed {
  /** Ms from the key before to this one. */
  readonly gap: number;
  readonly hold: number;
}

/** The keys, each pressed as drawn. */
const timed = (keys: readonly string[], pressed: readonly Pressed[]): TimedKeys => {
  let at = 0;
  return keys.map((key, index) => {
    const { gap, hold } = pressed[index]!;
    at += gap;
    return { key, down: at, up: at + hold };
  });
};

const ms = (from: number, to: number): fc.Arbitrary<number> =>
  fc.integer({ min: from * 10, max: to * 10 }).map((tenths) => tenths / 10);

/** One key after the other: `gap` until the next, held for a part of it, at most `longestHold`. */
const oneByOne = (gap: fc.Arbitrary<number>, longestHold: number): fc.Arbitrary<Pressed> =>
  fc
    .tuple(gap, fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([pace, share]) => ({ gap: pace, hold: Math.min(Math.max(pace * share, 0.1), longestHold) }));

/** A wired scanner, at any pace that scanners have. */
const WIRED = oneByOne(ms(1, 48), 48);
const SLOW = oneByOne(ms(1, 75), 35);

/** Gaps come before a key and holds after it: a key is up before the next goes down. */
const upBeforeNext = (pressed: readonly Pressed[]): readonly Pressed[] =>
  pressed.map(({ gap, hold }, index) => ({ gap, hold: Math.min(hold, pressed[index + 1]?.gap ?? hold) }));

/** A wireless scanner: two keys or more at once, then a pause of up to half a second. */
const radio = (count: number): fc.Arbitrary<readonly Pressed[]> =>
  fc
    .array(fc.tuple(fc.integer({ min: 2, max: 6 }), ms(41, 500)), { minLength: count, maxLength: count })
    .chain((bursts) => {
      const starts = new Map<number, number>();
      for (let at = 0, burst = 0; at < count - 1; burst += 1) {
        const [length, pause] = bursts[burst]!;
        starts.set(at, pause);
        at += length;
      }
      const inBurst = oneByOne(ms(1, 40), 35);
      return fc
        .tuple(...Array.from({ length: count }, () => inBurst))
        .map((all) => all.map((one, index) => ({ ...one, gap: starts.get(index) ?? one.gap })));
    });

const CODE = fc
  .array(
    fc.constantFrom(...Array.from('0123456789'), ...Array.from('0123456789'), ...Array.from('-+*.,cCTK/#]')),
    {
      minLength: 4,
      maxLength: 28,
    },
  )
  .filter((characters) => !isPlainAmount(characters.join('')));
const END = fc.constantFrom<readonly string[]>([], ['Enter'], ['Tab'], ['Enter', 'Enter'], ['Tab', 'Enter']);

const MACHINE = fc.tuple(CODE, END).chain(([code, end]) => {
  const keys = [...code, ...end];
  const evenly = (one: fc.Arbitrary<Pressed>): fc.Arbitrary<readonly Pressed[]> =>
    fc.array(one, { minLength: keys.length, maxLength: keys.length });
  return fc
    .oneof(evenly(WIRED), evenly(SLOW), radio(keys.length))
    .map((pressed) => timed(keys, upBeforeNext(pressed)));
});

test('no timing of a scanner, wired or wireless, changes the amount or charges', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(MACHINE, { minLength: 1, maxLength: 2 }), async (scans) => {
      const opened = await openSale();
      const keypad = openKeypad(opened.sale);
      opened.sale.entry.put(730);
      for (const keys of scans) {
        keypad.press(keys);
        await keypad.pause();
      }
      expect(opened.bridge.made('payments.start')).toEqual([]);
      expect(opened.sale.amount).toBe(730);
    }),
    { numRuns: 400 },
  );
});

/** These keys in a row at a scanner's pace, as when a wireless scanner sends what it has stored. */
const atOnce = (...keys: readonly string[]): TimedKeys => evenly(keys, 4, 2);

test.each([
  [
    'several codes that a radio scanner had in store',
    [...Array.from('4006381333931'), 'Enter', ...Array.from('4006381333948'), 'Enter'],
  ],
  [
    'a code of several lines, some of them short',
    [...Array.from('4711'), 'Enter', ...Array.from('12'), 'Enter', '3', 'Enter'],
  ],
  ['the same code twice without Enter', [...Array.from('4006381333931'), ...Array.from('4006381333931')]],
])('%s change nothing and charge nothing', async (_what, keys) => {
  const { bridge, sale } = await openSale();
  const keypad = openKeypad(sale);
  sale.entry.put(730);
  keypad.press(atOnce(...keys));
  await keypad.pause();
  expect(bridge.made('payments.start')).toEqual([]);
  expect(sale.amount).toBe(730);
});

/** A finger presses and releases a key; sometimes the next finger is already down. */
const FINGER = fc.record({ gap: ms(53, 600), hold: ms(45, 160) });
/** On a touchscreen, or from another computer, keys are not held. */
const ON_GLASS = fc.record({ gap: ms(85, 600), hold: ms(0.1, 35) });

/** Two fingers that were both on their way, one pair at a time: the first is still down. */
const withRolls = (pressed: readonly Pressed[], rolls: readonly boolean[]): readonly Pressed[] =>
  pressed.map((one, index) => {
    const isSecond = index % 2 === 1 && rolls[index] === true;
    return isSecond ? { gap: 25 + (one.gap % 20), hold: one.hold } : one;
  });

/**
 * Four keys in a row, each pressed at the very moment the previous one is released: a machine, whatever the
 * rest looks like.
 */
const hasLockstep = (keys: TimedKeys): boolean => {
  const inStep = keys.slice(1).map(({ down }, index) => Math.abs(down - keys[index]!.up) <= 8);
  return inStep.some(
    (_, index) => index + 3 <= inStep.length && inStep.slice(index, index + 3).every(Boolean),
  );
};

/** A key that is still down cannot be pressed. */
const isPossible = (keys: TimedKeys): boolean =>
  keys.every(({ key, up }, index) =>
    keys.slice(index + 1).every((later) => later.key !== key || later.down > up),
  );

const DIGITS = fc
  .tuple(
    fc.constantFrom(...Array.from('123456789')),
    fc.array(fc.constantFrom(...Array.from('0123456789')), { maxLength: 7 }),
  )
  .map(([first, others]) => [first, ...others]);

const PERSON = DIGITS.chain((digits) => {
  const keys = [...digits, 'Enter'];
  const many = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
    fc.array(one, { minLength: keys.length, maxLength: keys.length });
  const byFingers = fc.tuple(many(FINGER), many(fc.boolean())).map(([all, rolls]) => withRolls(all, rolls));
  return fc
    .oneof(byFingers, many(ON_GLASS))
    .map((pressed) => timed(keys, pressed))
    .filter((typed) => isPossible(typed) && !hasLockstep(typed.slice(0, -1)));
});

test('no timing of a person, however fast, with rolls from key to key, is taken for a scan', async () => {
  await fc.assert(
    fc.asyncProperty(PERSON, async (keys) => {
      const opened = await openSale({ ceiling: 100_000_000 });
      opened.bridge.hold('payments.start');
      openKeypad(opened.sale).press(keys);
      const typed = keys.slice(0, -1).map(({ key }) => key);
      const charged = { amount: Number(typed.join('')), orderReference: '' };
      expect(opened.bridge.made('payments.start')).toEqual([charged]);
    }),
    { numRuns: 400 },
  );
});

test('a key that is held down until it repeats is not taken for a scan', async () => {
  const { bridge, sale } = await openSale();
  bridge.hold('payments.start');
  const keypad = openKeypad(sale);
  keypad.press([{ key: '1', down: 0, up: 90 }]);
  keypad.press([{ key: '0', down: 200, up: 1_100 }], { repeats: 20 });
  keypad.press([
    { key: '2', down: 1_200, up: 1_280 },
    { key: '5', down: 1_290, up: 1_370 },
    { key: 'Enter', down: 1_380, up: 1_460 },
  ]);
  expect(bridge.made('payments.start')).toEqual([{ amount: 1_025, orderReference: '' }]);
});
