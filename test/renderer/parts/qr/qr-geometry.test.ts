import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitModules, offsetIn, QUIET_ZONE } from '../../../../src-renderer/parts/qr/qr-geometry.ts';

const symbol = fc.integer({ min: 1, max: 40 }).map((version) => 17 + 4 * version);
const room = fc.integer({ min: 0, max: 4000 });

describe('the position of a code on the screen', () => {
  test('a code of 41 modules with its white border is as large as a box of 650 pixels allows', () => {
    expect(fitModules(41, 650, 700)).toEqual({ modules: 41, scale: 13, edge: 637 });
  });

  test('a code stays within its box, has four white modules on each side, and could not be larger', () => {
    fc.assert(
      fc.property(symbol, room, room, (modules, width, height) => {
        const across = modules + 2 * QUIET_ZONE;
        const geometry = fitModules(modules, width, height);
        if (!geometry) return Math.min(width, height) < across;
        expect(Number.isInteger(geometry.scale)).toBe(true);
        expect(geometry.edge).toBe(across * geometry.scale);
        expect(geometry.edge).toBeLessThanOrEqual(Math.min(width, height));
        return (geometry.scale + 1) * across > Math.min(width, height);
      }),
    );
  });

  test('a code is centred, on whole pixels', () => {
    fc.assert(
      fc.property(room, fc.nat(4000), (edge, rest) => {
        const before = offsetIn(edge + rest, edge);
        const after = rest - before;
        return Number.isInteger(before) && (after === before || after === before + 1);
      }),
    );
  });
});
