import { expect, test } from 'vitest';
import type { StaffRole } from '#domain/staff/staff.ts';
import { Place } from '../../../src-renderer/state/place.svelte.ts';
import { Printer } from '../../../src-renderer/state/printer.svelte.ts';
import { signedIn, signedOut, till } from '../harness/views.ts';

const lin = { id: 'lin', name: 'Lin', role: 'cashier' } as const;

test.each([true, false])('the till prints where a printer is set up: %s', (printer) => {
  expect(new Printer({ till: till({ printer }) }, () => null, new Place(() => undefined)).isSetUp).toBe(
    printer,
  );
});

test('before the till has started there is no printer', () => {
  expect(new Printer({ till: null }, () => null, new Place(() => undefined)).isSetUp).toBe(false);
});

test.each<[StaffRole, boolean]>([
  ['manager', true],
  ['supervisor', false],
  ['cashier', false],
])('a %s is offered to set one up: %s', (role, may) => {
  const session = signedIn({ person: { ...lin, role } });
  expect(new Printer({ till: till() }, () => session, new Place(() => undefined)).maySetUp).toBe(may);
});

test('nobody is offered that while nobody is signed in', () => {
  expect(new Printer({ till: till() }, () => signedOut(lin), new Place(() => undefined)).maySetUp).toBe(
    false,
  );
});

test('setting one up opens the settings of receipts, which the rail’s way to Settings does not', () => {
  const place = new Place(() => undefined);
  new Printer({ till: till() }, () => null, place).setUp();
  expect([place.screen, place.topic]).toEqual(['settings', 'receipts']);
  place.go('sale');
  place.go('settings');
  expect(place.topic).toBeNull();
});
