import jsQR from 'jsqr';
import { shrink } from './qr-bitmap.ts';
import type { QrGeometry } from './qr-geometry.ts';
import { geometryAt } from './qr-geometry.ts';

/** Pixels per module for the decoder; decoding at full size would take ten times as long. */
const PROOF_SCALE = 2;

/**
 * Whether the painted pixels decode to exactly `payload`. It checks that every module is all black or all
 * white, then decodes the code at a smaller scale.
 */
export const readsAs = (pixels: Uint32Array, geometry: QrGeometry, payload: string): boolean => {
  const small = shrink(pixels, geometry, PROOF_SCALE);
  if (!small) return false;
  const { edge } = geometryAt(geometry.modules, PROOF_SCALE);
  const found = jsQR(new Uint8ClampedArray(small.buffer), edge, edge, { inversionAttempts: 'dontInvert' });
  return found?.data === payload;
};
