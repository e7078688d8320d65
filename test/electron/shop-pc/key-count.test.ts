import { expect, test } from 'vitest';
import type { Pressed } from '#electron/shop-pc/key-count.ts';
import { openKeyCount } from '#electron/shop-pc/key-count.ts';

const KEY: Pressed = {
  type: 'keyDown',
  code: 'KeyK',
  control: true,
  alt: true,
  shift: true,
  isAutoRepeat: false,
};

test('pressing Ctrl+Alt+Shift+K three times within five seconds leaves the full screen, every time', () => {
  const isThird = openKeyCount();
  const answers = [0, 1_000, 4_900, 5_000, 6_000, 7_000].map((at) => isThird(KEY, at));
  expect(answers).toEqual([false, false, true, false, false, true]);
});

test('presses that are too far apart do not', () => {
  const isThird = openKeyCount();
  expect([0, 3_000, 6_000, 9_000].map((at) => isThird(KEY, at))).toEqual([false, false, false, false]);
});

test.each<Partial<Pressed>>([
  { isAutoRepeat: true },
  { type: 'keyUp' },
  { code: 'KeyL' },
  { control: false },
  { alt: false },
  { shift: false },
])('neither does %j', (change) => {
  const isThird = openKeyCount();
  expect([0, 1, 2, 3].map((at) => isThird({ ...KEY, ...change }, at))).not.toContain(true);
});
