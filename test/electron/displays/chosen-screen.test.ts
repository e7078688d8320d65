import { expect, test } from 'vitest';
import { ChosenScreen } from '#electron/displays/chosen-screen.ts';
import type { KnownDisplay } from '#electron/displays/fingerprint.ts';
import type { DisplaysFile, NotedDisplays } from '#electron/files/displays-file.ts';
import { silentLog } from '../../support/station-kit.ts';

const display = (id: number, label: string, change: Partial<KnownDisplay['bounds']> = {}): KnownDisplay => {
  const bounds = { x: 0, y: 0, width: 1280, height: 800, ...change };
  return { id, label, internal: false, scaleFactor: 1, bounds, workArea: bounds };
};

/** A file that remembers the choice, and a till that can be started on it repeatedly. */
const shop = (noted: NotedDisplays = { customer: null, screen: null, hadOwn: false }) => {
  let kept = noted;
  const file: DisplaysFile = { read: () => kept, write: (next) => (kept = next) };
  return { start: () => new ChosenScreen(file, silentLog), kept: () => kept };
};

/** A shop whose owner has given the customer that display. */
const shopWith = (chosen: KnownDisplay): ReturnType<typeof shop> => {
  const opened = shop();
  opened.start().choose(chosen);
  return opened;
};

const till = display(1, 'ELO 1502L');
const customers = display(2, 'DELL P2419H', { x: 1280 });
const third = display(3, 'LG 24', { x: 2560 });

test('the customer’s screen is found after a restart although the system has given it another number', () => {
  const { start } = shopWith(customers);
  expect(start().idAmong([till, third, { ...customers, id: 77 }])).toBe(77);
});

test('another screen that now has the number of the customer’s is not mistaken for it', () => {
  const { start } = shopWith(customers);
  const swapped = [till, { ...third, id: 2 }, { ...customers, id: 3 }];
  expect(start().idAmong(swapped)).toBe(3);
  expect(start().idAmong([till, { ...third, id: 2 }])).toBeNull();
});

test('of two screens of the same model, the customer’s is the one in its earlier position', () => {
  const twins = [display(1, 'DELL P2419H'), customers];
  const { start } = shopWith(customers);
  expect(start().idAmong(twins)).toBe(2);
  const renumbered = [display(2, 'DELL P2419H'), { ...customers, id: 1 }];
  expect(start().idAmong(renumbered)).toBe(1);
});

test('when its twin is unplugged, the remaining screen is not mistaken for the customer’s', () => {
  const { start } = shopWith(customers);
  const running = start();
  const tills = display(1, 'DELL P2419H');
  expect(running.idAmong([tills, customers])).toBe(2);
  expect(running.idAmong([tills])).toBeNull();
  expect(running.idAmong([tills, { ...customers, id: 9 }])).toBe(9);
});

test('a screen that is turned, moved or given another resolution stays the customer’s, even over a restart', () => {
  const { start } = shopWith(customers);
  const turned = display(2, 'DELL P2419H', { x: -800, width: 800, height: 1280 });
  expect(start().idAmong([turned, till])).toBe(2);
  expect(start().idAmong([{ ...turned, id: 5 }, till, third])).toBe(5);
});

test('screens that do not identify themselves are told apart by size and position', () => {
  const [one, other] = [display(1, ''), display(2, '', { x: 1280 })];
  const { start } = shopWith(other);
  expect(
    start().idAmong([
      { ...one, id: 4 },
      { ...other, id: 5 },
    ]),
  ).toBe(5);
  const smaller = display(2, '', { x: 1280, width: 1024, height: 768 });
  expect(start().idAmong([one, smaller])).toBe(2);
});

test('an earlier version’s choice by number is kept, and recognised by its screen from then on', () => {
  const { start, kept } = shop({ customer: 2, screen: null, hadOwn: false });
  expect(start().idAmong([till, customers])).toBe(2);
  expect(kept().screen).toMatchObject({ label: 'DELL P2419H', bounds: { x: 1280 } });
  expect(start().idAmong([till, { ...customers, id: 8 }])).toBe(8);
});

test('nothing is noted if nobody has chosen', () => {
  const { start, kept } = shop();
  expect(start().idAmong([till, customers])).toBeNull();
  expect(kept().screen).toBeNull();
});

test('a choice that cannot be written to disk holds until the till is closed', () => {
  const file: DisplaysFile = {
    read: () => ({ customer: 2, screen: null, hadOwn: false }),
    write: () => {
      throw new Error('disk full');
    },
  };
  const chosen = new ChosenScreen(file, silentLog);
  expect(chosen.idAmong([till, customers])).toBe(2);
  expect(chosen.idAmong([till, customers])).toBe(2);
});
