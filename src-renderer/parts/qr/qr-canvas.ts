import type { QrGeometry } from './qr-geometry.ts';
import { QUIET_ZONE } from './qr-geometry.ts';
import type { QrMatrix } from './qr-matrix.ts';

/**
 * Paints the code with its quiet zone over the whole canvas, black on white, and returns the pixels. The
 * canvas is in main memory, not on the graphics card, so that reading the pixels is a plain copy.
 */
export const paintModules = (
  canvas: HTMLCanvasElement,
  matrix: QrMatrix,
  geometry: QrGeometry,
): Uint32Array => {
  const { scale, edge } = geometry;
  canvas.width = edge;
  canvas.height = edge;
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (!context) return new Uint32Array();
  context.fillStyle = '#fff';
  context.fillRect(0, 0, edge, edge);
  context.fillStyle = '#000';
  for (const { row, column, length } of darkRuns(matrix)) {
    context.fillRect((column + QUIET_ZONE) * scale, (row + QUIET_ZONE) * scale, length * scale, scale);
  }
  return new Uint32Array(context.getImageData(0, 0, edge, edge).data.buffer);
};

interface Run {
  readonly row: number;
  readonly column: number;
  readonly length: number;
}

/** Adjacent dark modules of a row as one rectangle; that leaves a third as many to paint. */
const darkRuns = ({ modules, dark }: QrMatrix): readonly Run[] => {
  const runs: Run[] = [];
  for (let row = 0; row < modules; row++) {
    let column = 0;
    while (column < modules) {
      const start = column;
      while (column < modules && dark[row * modules + column]) column++;
      if (column > start) runs.push({ row, column: start, length: column - start });
      else column++;
    }
  }
  return runs;
};
