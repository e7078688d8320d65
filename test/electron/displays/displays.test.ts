import { expect, test } from 'vitest';
import type { DisplayArea } from '#electron/displays/displays.ts';
import {
  cashiersDisplay,
  isReachable,
  isTillReachable,
  placeCustomer,
  placeTill,
} from '#electron/displays/displays.ts';

const BAR = 40;

const display = (id: number, x: number, y: number, width: number, height: number): DisplayArea => ({
  id,
  bounds: { x, y, width, height },
  workArea: { x, y, width, height: height - BAR },
});

const station = display(1, 0, 0, 1920, 1080);
const customers = display(2, 1920, 0, 1280, 800);

test('the customer’s window fills the second display', () => {
  expect(placeCustomer(station, [station, customers])).toEqual({
    mode: 'whole-display',
    displayId: 2,
    bounds: { x: 1920, y: 0, width: 1280, height: 800 },
  });
});

test('a second display to the left of the till is also the customer’s', () => {
  const left = display(7, -1280, 0, 1280, 800);
  expect(placeCustomer(station, [left, station])).toMatchObject({ displayId: 7, bounds: { x: -1280 } });
});

test('with one display the customer’s window is in the lower right corner above the taskbar', () => {
  expect(placeCustomer(station, [station])).toEqual({
    mode: 'window',
    bounds: { x: 1120, y: 440, width: 800, height: 600 },
  });
});

test('a display that mirrors the till is not used for the customer', () => {
  const mirror = display(2, 0, 0, 1280, 800);
  expect(placeCustomer(station, [station, mirror]).mode).toBe('window');
});

test('with three displays the customer always gets the same one, whatever order the system lists them in', () => {
  const third = display(3, 3200, 0, 1280, 800);
  const place = placeCustomer(station, [station, customers, third]);
  expect(place).toMatchObject({ displayId: 2 });
  expect(placeCustomer(station, [third, customers, station])).toEqual(place);
});

test('on a small display both windows stay within it', () => {
  const small = display(1, 0, 0, 640, 480);
  expect(placeTill(small)).toEqual({ x: 0, y: 0, width: 640, height: 440 });
  expect(placeCustomer(small, [small])).toMatchObject({ bounds: { x: 0, y: 0, width: 640, height: 440 } });
});

test('the till opens at 1280 × 800 where there is room', () => {
  expect(placeTill(station)).toEqual({ x: 0, y: 0, width: 1280, height: 800 });
});

test('a window counts as lost when its display is pulled out', () => {
  const onSecond = { x: 2000, y: 100, width: 800, height: 600 };
  expect(isReachable(onSecond, [station, customers])).toBe(true);
  expect(isReachable(onSecond, [station])).toBe(false);
});

test('a window of which only a corner shows counts as lost', () => {
  expect(isReachable({ x: 1800, y: 1000, width: 800, height: 600 }, [station])).toBe(false);
});

test('the till moves away when the display it is on becomes the customer’s', () => {
  const primary = display(1, 1024, 0, 1280, 800);
  const left = display(2, 0, 0, 1024, 768);
  expect(isTillReachable({ x: 0, y: 0, width: 1280, height: 760 }, primary, [left, primary])).toBe(false);
  expect(isTillReachable({ x: 1024, y: 0, width: 1280, height: 760 }, primary, [left, primary])).toBe(true);
});

test('a till that the cashier moved to a third display stays there', () => {
  const third = display(3, 3200, 0, 1280, 1024);
  expect(
    isTillReachable({ x: 3200, y: 0, width: 1280, height: 800 }, station, [station, customers, third]),
  ).toBe(true);
});

test('the display that the owner chose is the customer’s; while it is unplugged, the usual one is', () => {
  const third = display(3, 3200, 0, 1280, 800);
  expect(placeCustomer(station, [station, customers, third], 3)).toMatchObject({ displayId: 3 });
  expect(placeCustomer(station, [station, customers], 3)).toMatchObject({ displayId: 2 });
});

test('the till leaves the main display if the owner gave it to the customer, unless it is the only one', () => {
  expect(cashiersDisplay(station, [station, customers], 1)).toEqual(customers);
  expect(placeCustomer(customers, [station, customers], 1)).toMatchObject({ displayId: 1 });
  expect(isTillReachable(placeTill(station), customers, [station, customers], 1)).toBe(false);
  expect(cashiersDisplay(station, [station, customers], 2)).toEqual(station);
  expect(cashiersDisplay(station, [station, customers], null)).toEqual(station);
  expect(cashiersDisplay(station, [station], 1)).toEqual(station);
});
