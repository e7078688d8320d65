import jsQR from 'jsqr';
import { bitmapOf, modulesOf } from './qr-bitmap.ts';
import type { QrGeometry } from './qr-geometry.ts';
import { geometryAt } from './qr-geometry.ts';

/** Pixels a module for the decoder: a canvas of half a million pixels would take it ten times as long. */
const PROOF_SCALE = 2;

/**
 * Whether a reader gets exactly `payload` off these painted pixels. The bitmap is first checked pixel by pixel to be
 * clean modules, then those modules, as seen on it, are decoded at a smaller scale.
 */
export const readsAs = (pixels: Uint32Array, geometry: QrGeometry, payload: string): boolean => {
  const seen = modulesOf(pixels, geometry);
  if (!seen) return false;
  const { edge } = geometryAt(seen.modules, PROOF_SCALE);
  const small = new Uint8ClampedArray(bitmapOf(seen, PROOF_SCALE).buffer);
  return jsQR(small, edge, edge, { inversionAttempts: 'dontInvert' })?.data === payload;
};
