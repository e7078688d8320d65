import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitModules, QUIET_ZONE } from '../../../../src-renderer/parts/qr/qr-geometry.ts';
import type { QrMatrix } from '../../../../src-renderer/parts/qr/qr-matrix.ts';
import { matrixOf } from '../../../../src-renderer/parts/qr/qr-matrix.ts';
import { readsAs } from '../../../../src-renderer/parts/qr/qr-proof.ts';

const LINK = 'https://pay.example/checkout?token=Zm9vYmFyYmF6cXV4';
const BLACK = 0xff000000;
const WHITE = 0xffffffff;
const GREY = 0xff808080;

/** What a canvas would hold, computed pixel by pixel. */
const paint = (matrix: QrMatrix, room: number) => {
  const geometry = fitModules(matrix.modules, room, room)!;
  const { scale, edge, modules } = geometry;
  const isDark = (x: number, y: number): boolean => {
    const column = Math.floor(x / scale) - QUIET_ZONE;
    const row = Math.floor(y / scale) - QUIET_ZONE;
    const isInside = Math.min(column, row) >= 0 && Math.max(column, row) < modules;
    return isInside && matrix.dark[row * modules + column] === 1;
  };
  const pixels = Uint32Array.from({ length: edge * edge }, (_, at) =>
    isDark(at % edge, Math.floor(at / edge)) ? BLACK : WHITE,
  );
  return { pixels, geometry };
};

describe('a code is read before a customer may see it', () => {
  test('whatever the gateway’s text, the code reads as exactly that, with leading and trailing spaces', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 120 }),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
      fc.webUrl({ withQueryParameters: true }),
      fc.constant(`  ${LINK} \n`),
    );
    fc.assert(
      fc.property(text, (payload) => {
        const { pixels, geometry } = paint(matrixOf(payload)!, 250);
        return readsAs(pixels, geometry, payload);
      }),
      { numRuns: 60 },
    );
  });

  test('a code of another sale is refused', () => {
    const { pixels, geometry } = paint(matrixOf(LINK)!, 400);
    expect(readsAs(pixels, geometry, LINK)).toBe(true);
    expect(readsAs(pixels, geometry, `${LINK} `)).toBe(false);
  });

  test('a smudge in the white border or a blurred module is refused', () => {
    const { pixels, geometry } = paint(matrixOf(LINK)!, 400);
    const { edge, scale } = geometry;
    const corner = QUIET_ZONE * scale * (edge + 1);
    const smudges = [
      { at: 0, colour: BLACK },
      { at: edge * edge - 1, colour: GREY },
      { at: corner, colour: WHITE },
      { at: corner + Math.floor(scale / 2) * (edge + 1), colour: GREY },
    ];
    for (const { at, colour } of smudges) {
      const smudged = pixels.slice();
      smudged[at] = colour;
      expect(readsAs(smudged, geometry, LINK), `pixel ${at}`).toBe(false);
    }
  });

  test('an empty canvas is refused', () => {
    const { geometry } = paint(matrixOf(LINK)!, 400);
    expect(readsAs(new Uint32Array(geometry.edge ** 2).fill(WHITE), geometry, LINK)).toBe(false);
    expect(readsAs(new Uint32Array(), geometry, LINK)).toBe(false);
  });

  test('a text that is too long for a code gives no code', () => {
    expect(matrixOf('')).toBeUndefined();
    expect(matrixOf('x'.repeat(2400))).toBeUndefined();
    expect(matrixOf('x'.repeat(2300))?.modules).toBe(177);
  });
});
