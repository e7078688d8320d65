import type { QrGeometry } from './qr-geometry.ts';
import { QUIET_ZONE } from './qr-geometry.ts';

/** RGBA pixels of canvas image data as 32-bit numbers; Electron runs on little-endian machines only. */
const BLACK = 0xff000000;
const WHITE = 0xffffffff;

/**
 * The painted bitmap, scaled down to `small` pixels per module. Undefined unless each module, quiet zone
 * included, is all black or all white at the five pixels that are checked: the corners and the middle.
 */
export const shrink = (
  pixels: Uint32Array,
  { modules, scale, edge }: QrGeometry,
  small: number,
): Uint32Array<ArrayBuffer> | undefined => {
  const across = modules + 2 * QUIET_ZONE;
  const smallEdge = across * small;
  const shrunk = new Uint32Array(smallEdge * smallEdge);
  for (let row = 0; row < across; row++) {
    const start = row * small * smallEdge;
    for (let column = 0; column < across; column++) {
      const colour = colourOf(pixels, row * scale * edge + column * scale, scale, edge);
      const isInside = isWithin(row, modules) && isWithin(column, modules);
      if (colour !== WHITE && !(colour === BLACK && isInside)) return undefined;
      shrunk.fill(colour, start + column * small, start + (column + 1) * small);
    }
    for (let line = 1; line < small; line++) {
      shrunk.copyWithin(start + line * smallEdge, start, start + smallEdge);
    }
  }
  return shrunk;
};

const isWithin = (place: number, modules: number): boolean =>
  place >= QUIET_ZONE && place < QUIET_ZONE + modules;

/** The colour of the module whose top left pixel is at `start`; undefined if it has more than one colour. */
const colourOf = (pixels: Uint32Array, start: number, scale: number, edge: number): number | undefined => {
  const colour = pixels[start];
  const last = scale - 1;
  const middle = Math.floor(scale / 2) * (edge + 1);
  const isClean =
    pixels[start + last] === colour &&
    pixels[start + last * edge] === colour &&
    pixels[start + last * (edge + 1)] === colour &&
    pixels[start + middle] === colour;
  return isClean ? colour : undefined;
};
