import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isLockoutReached, pinProblem, pinWeakness, waitAfter } from '#domain/staff/pin.ts';
import { isApprover, STAFF_ROLES } from '#domain/staff/staff.ts';

test.each(['1234', '4321', '7777', '1212', '2468', '8901'])(
  '%s is not accepted as a cashier’s PIN',
  (pin) => {
    expect(pinProblem(pin, 'cashier')).toBe('pin-trivial');
  },
);

test.each(['123456', '000000', '654321', '121212', '738738', '246802'])(
  '%s is no PIN for a manager',
  (pin) => {
    expect(pinProblem(pin, 'manager')).toBe('pin-trivial');
  },
);

test.each(['12a4', '１２４７', '47 11', '4711\n', '4711471147114'])('%j is not a PIN at all', (pin) => {
  expect(pinProblem(pin, 'cashier')).toBe('pin-malformed');
});

test.each([
  ['0000', 'repeated'],
  ['1212', 'repeated'],
  ['738738', 'repeated'],
  ['1234', 'steps'],
  ['4321', 'steps'],
  ['1357', 'steps'],
  ['5937', 'steps'],
  ['1984', 'year'],
  ['2011', 'year'],
  ['24121984', 'year'],
  ['19841224', 'year'],
  ['4711', null],
  ['1884', null],
  ['830219', null],
] as const)('%s is easy to guess because of %s', (pin, why) => {
  expect(pinWeakness(pin)).toBe(why);
  expect(pinProblem(pin, 'cashier')).toBe(why === null ? null : 'pin-trivial');
});

test('a cashier needs four digits, an approver six', () => {
  for (const role of STAFF_ROLES) {
    expect(pinProblem('471', role)).toBe('pin-too-short');
    expect(pinProblem('4711', role)).toBe(isApprover(role) ? 'pin-too-short' : null);
    expect(pinProblem('471108', role)).toBeNull();
  }
});

test('three attempts are free, then the lockout lasts 5, 15, 60 and 300 seconds, and after ten a manager must help', () => {
  const waits = Array.from({ length: 11 }, (_, failures) => waitAfter(failures) / 1000);
  expect(waits).toEqual([0, 0, 0, 5, 15, 60, 300, 300, 300, 300, 300]);
  expect([9, 10, 11].map(isLockoutReached)).toEqual([false, true, true]);
});

test('the lockout never gets shorter with more wrong PINs', () => {
  fc.assert(
    fc.property(fc.nat(1000), (failures) => {
      expect(waitAfter(failures + 1)).toBeGreaterThanOrEqual(waitAfter(failures));
    }),
  );
});
