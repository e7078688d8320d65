import jsQR from 'jsqr';
import { shrink } from './qr-bitmap.ts';
import type { QrGeometry } from './qr-geometry.ts';
import { geometryAt } from './qr-geometry.ts';

/** Pixels a module for the decoder: half a million pixels would take it ten times as long to look through. */
const PROOF_SCALE = 2;

/**
 * Whether a reader gets exactly `payload` off these painted pixels. The bitmap is read module by module, which fails
 * when one is not clean, and what was seen is decoded at a smaller scale.
 */
export const readsAs = (pixels: Uint32Array, geometry: QrGeometry, payload: string): boolean => {
  const small = shrink(pixels, geometry, PROOF_SCALE);
  if (!small) return false;
  const { edge } = geometryAt(geometry.modules, PROOF_SCALE);
  const found = jsQR(new Uint8ClampedArray(small.buffer), edge, edge, { inversionAttempts: 'dontInvert' });
  return found?.data === payload;
};
