import type { QrGeometry } from './qr-geometry.ts';
import { geometryAt, QUIET_ZONE } from './qr-geometry.ts';
import type { QrMatrix } from './qr-matrix.ts';

/** One RGBA pixel as canvas image data keeps it, on the little-endian machines Electron runs on. */
const BLACK = 0xff000000;
const WHITE = 0xffffffff;

/** The code black on white with its quiet zone: `edge` × `edge` pixels, row by row. */
export const bitmapOf = (matrix: QrMatrix, scale: number): Uint32Array<ArrayBuffer> => {
  const { modules, edge } = geometryAt(matrix.modules, scale);
  const pixels = new Uint32Array(edge * edge).fill(WHITE);
  for (let row = 0; row < modules; row++) {
    const top = (row + QUIET_ZONE) * scale * edge;
    for (let column = 0; column < modules; column++) {
      if (!matrix.dark[row * modules + column]) continue;
      const start = top + (column + QUIET_ZONE) * scale;
      pixels.fill(BLACK, start, start + scale);
    }
    for (let line = 1; line < scale; line++) pixels.copyWithin(top + line * edge, top, top + edge);
  }
  return pixels;
};

/** Reads the modules back off a painted bitmap; undefined unless every single pixel is as `bitmapOf` would have it. */
export const modulesOf = (pixels: Uint32Array, geometry: QrGeometry): QrMatrix | undefined => {
  const { modules, scale, edge } = geometry;
  const dark = new Uint8Array(modules * modules);
  for (let row = 0; row < modules; row++) {
    for (let column = 0; column < modules; column++) {
      const pixel = pixels[(row + QUIET_ZONE) * scale * edge + (column + QUIET_ZONE) * scale];
      dark[row * modules + column] = pixel === BLACK ? 1 : 0;
    }
  }
  const seen = { modules, dark };
  return isSame(pixels, bitmapOf(seen, scale)) ? seen : undefined;
};

const isSame = (one: Uint32Array, other: Uint32Array): boolean => {
  if (one.length !== other.length) return false;
  for (let index = 0; index < one.length; index++) if (one[index] !== other[index]) return false;
  return true;
};
