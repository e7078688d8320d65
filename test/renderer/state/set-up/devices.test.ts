import { expect, test } from 'vitest';
import type { DisplaysView } from '#contract';
import { Displays } from '../../../../src-renderer/state/set-up/devices/displays.svelte.ts';
import { PrinterTest } from '../../../../src-renderer/state/set-up/devices/printer-test.svelte.ts';
import { settings } from '../../harness/views.ts';
import { openFakeBridge } from '../fake-bridge.ts';

const { saved } = settings();
const typed = { ...saved, receipts: { ...saved.receipts, printer: 'tcp', address: '192.168.1.50' } } as const;
const elsewhere = { ...typed, receipts: { ...typed.receipts, address: '192.168.1.51' } };

test('a test page says whether the printer took it, until another printer is typed', async () => {
  const bridge = openFakeBridge();
  const printer = new PrinterTest(bridge);
  bridge.answer('receipts.test', {});
  await printer.run(typed);
  expect([printer.printed(typed), printer.printed(elsewhere)]).toEqual([true, false]);
  bridge.refuse('receipts.test', 'printer-unreachable');
  await printer.run(elsewhere);
  const problems = [elsewhere, typed].map((one) => printer.problemOf(one)?.code);
  expect([problems, printer.printed(elsewhere)]).toEqual([['printer-unreachable', undefined], false]);
});

test('a printer that did not print is tested again, and then nothing says that it failed', async () => {
  const bridge = openFakeBridge();
  const printer = new PrinterTest(bridge);
  bridge.refuse('receipts.test', 'printer-unreachable');
  await printer.run(typed);
  expect([printer.printed(typed), printer.problemOf(typed)?.code]).toEqual([false, 'printer-unreachable']);
  const held = bridge.hold('receipts.test');
  const again = printer.run(typed);
  expect([printer.printing, printer.problemOf(typed)]).toEqual([true, null]);
  await held.answer({});
  await again;
  expect([printer.printing, printer.printed(typed), printer.problemOf(typed)]).toEqual([false, true, null]);
});

test('the customer gets the display that the owner chose; if it is gone, the set-up says so', async () => {
  const bridge = openFakeBridge();
  const displays = new Displays(bridge);
  const shows = (first: 'till' | 'customer'): DisplaysView => [
    { id: 1, label: '', width: 1280, height: 800, shows: first },
    { id: 2, label: '', width: 1280, height: 800, shows: first === 'till' ? 'customer' : 'till' },
  ];
  bridge.answer('setUp.displays', shows('till'));
  displays.follow();
  await expect.poll(() => displays.isCustomersOwn).toBe(true);
  bridge.answer('setUp.chooseDisplay', shows('customer'));
  await displays.choose(1);
  expect(displays.all).toEqual(shows('customer'));
  bridge.refuse('setUp.chooseDisplay', 'request-refused');
  await displays.choose(9);
  expect([displays.problem?.code, displays.all]).toEqual(['request-refused', shows('customer')]);
});

test('a display plugged in while the page stands there is listed, until the page is left', async () => {
  const bridge = openFakeBridge();
  const displays = new Displays(bridge);
  const one = { id: 1, label: '', width: 1280, height: 800, shows: 'both' } as const;
  const two = { ...one, id: 2, shows: 'customer' } as const;
  bridge.answer('setUp.displays', [one]);
  const stop = displays.follow();
  await expect.poll(() => displays.all).toEqual([one]);
  bridge.answer('setUp.displays', [{ ...one, shows: 'till' }, two]);
  bridge.push('display.changed', { fault: null, own: { width: 1280, height: 800 }, code: 0, kiosk: 'off' });
  await expect.poll(() => displays.isCustomersOwn).toBe(true);
  stop();
  expect(bridge.listeners('display.changed')).toBe(0);
});
