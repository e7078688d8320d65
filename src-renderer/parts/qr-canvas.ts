import { bitmapOf } from './qr-bitmap.ts';
import { geometryAt } from './qr-geometry.ts';
import type { QrMatrix } from './qr-matrix.ts';

/** Paints the code over the whole canvas, `scale` device pixels a module, and gives back the pixels now on it. */
export const paintModules = (canvas: HTMLCanvasElement, matrix: QrMatrix, scale: number): Uint32Array => {
  const { edge } = geometryAt(matrix.modules, scale);
  canvas.width = edge;
  canvas.height = edge;
  // Kept in memory instead of on the graphics card: reading back is then a copy, not a round trip.
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (!context) return new Uint32Array();
  const image = new ImageData(new Uint8ClampedArray(bitmapOf(matrix, scale).buffer), edge, edge);
  context.putImageData(image, 0, 0);
  return new Uint32Array(context.getImageData(0, 0, edge, edge).data.buffer);
};
