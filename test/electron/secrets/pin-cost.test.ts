import { describe, expect, test } from 'vitest';
import { PIN_COST, pinCost } from '#electron/secrets/pin-cost.ts';
import { openPinHasher } from '#electron/secrets/pin-hasher.ts';

const FULL = 2 ** 17;

describe('trying a PIN costs a third of a second', () => {
  test('unless a test asks for less', () => {
    expect(PIN_COST).toBe(FULL);
    expect(pinCost(false, {})).toBe(FULL);
    expect(pinCost(false, { COUNTERTOP_PINS: '2' })).toBe(FULL);
    expect(pinCost(false, { COUNTERTOP_PINS: 'quick' })).toBeLessThan(FULL);
  });

  test('always in an installed program, whatever its environment says', () => {
    expect(pinCost(true, { COUNTERTOP_PINS: 'quick' })).toBe(FULL);
  });

  test('and each PIN is checked at the cost at which it was stored, even if the till now uses another', async () => {
    const bytes = Buffer.from('pepper');
    const key = () => Promise.resolve({ id: 'p1', bytes });
    const pepper = { make: key, open: key, called: () => Promise.resolve(bytes) };
    const chen = { id: 'chen', role: 'manager' } as const;
    const kept = await openPinHasher(pepper, 2 ** 10).hash('830219', chen);
    if (kept === 'unavailable') throw new Error(kept);
    expect(kept.cost).toBe(2 ** 10);
    expect(await openPinHasher(pepper).verify('830219', kept, 'chen')).toBe('fits');
    expect(await openPinHasher(pepper).verify('830218', kept, 'chen')).toBe('wrong');
  });
});
