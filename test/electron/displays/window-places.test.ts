import { beforeEach, expect, test } from 'vitest';
import type { WindowPlace } from '#electron/displays/displays.ts';
import { arrangementOf, WindowPlaces } from '#electron/displays/window-places.ts';
import type { NotedPlaces } from '#electron/files/places-file.ts';
import { silentLog } from '../../support/station-kit.ts';

const screenAt = (x: number, label = 'DELL P2419H', width = 1920) => ({
  label,
  internal: false,
  scaleFactor: 1,
  bounds: { x, y: 0, width, height: 1080 },
});
const counter = screenAt(0);
const second = screenAt(1920, 'Touch 10', 1280);

const at = (x: number, isMaximized = false): WindowPlace => ({
  bounds: { x, y: 40, width: 1280, height: 800 },
  isMaximized,
});

let kept: NotedPlaces;
let writes: number;
beforeEach(() => ([kept, writes] = [[], 0]));
const open = (): WindowPlaces =>
  new WindowPlaces(
    {
      read: () => kept,
      write: (noted) => {
        kept = noted;
        writes += 1;
      },
    },
    silentLog,
  );

test('a window opens where somebody left it, even after a restart', () => {
  open().save([counter, second], 'till', at(300, true));
  open().save([counter, second], 'customer', at(900));
  expect(open().of([counter, second], 'till')).toEqual(at(300, true));
  expect(open().of([counter, second], 'customer')).toEqual(at(900));
});

test('each arrangement of displays has places of its own', () => {
  const places = open();
  places.save([counter, second], 'till', at(300));
  expect(places.of([counter], 'till')).toBeNull();
  places.save([counter], 'till', at(10));
  expect(places.of([second, counter], 'till')).toEqual(at(300));
  expect(places.of([counter, screenAt(1920)], 'till')).toBeNull();
  expect(places.of([counter, { ...second, scaleFactor: 2 }], 'till')).toBeNull();
});

test('two screens of the same model are told apart by their position', () => {
  expect(arrangementOf([screenAt(0), screenAt(1920)])).not.toBe(
    arrangementOf([screenAt(0), screenAt(-1920)]),
  );
});

test('a window that is moved back to its default place is forgotten, and nothing is written twice', () => {
  const places = open();
  places.save([counter], 'till', at(300));
  places.save([counter], 'till', at(300));
  expect(writes).toBe(1);
  places.save([counter], 'till', null);
  expect(open().of([counter], 'till')).toBeNull();
});

test('of many arrangements the newest twelve are kept', () => {
  const places = open();
  for (let x = 1; x <= 20; x += 1) places.save([screenAt(x)], 'till', at(x));
  expect(kept).toHaveLength(12);
  expect(open().of([screenAt(20)], 'till')).toEqual(at(20));
  expect(open().of([screenAt(8)], 'till')).toBeNull();
});

test('if the disk refuses, the place holds until the till is closed', () => {
  const places = new WindowPlaces(
    {
      read: () => [],
      write: () => {
        throw new Error('no space left');
      },
    },
    silentLog,
  );
  places.save([counter], 'till', at(300));
  expect(places.of([counter], 'till')).toEqual(at(300));
});
