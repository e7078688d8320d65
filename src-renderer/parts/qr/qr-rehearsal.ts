import { paintModules } from './qr-canvas.ts';
import { fitModules } from './qr-geometry.ts';
import { matrixOf } from './qr-matrix.ts';
import { readsAs } from './qr-proof.ts';

/** As long as the gateway's links. */
const SAMPLE = 'rehearsal/'.repeat(9);
const EDGE = 400;
/** Enough for the JIT compiler to optimise the code. */
const ROUNDS = 10;
/** The window has just opened, and both it and the till have more urgent work. */
const FIRST_MS = 10_000;
/** Often enough that the optimised code is not discarded. */
const PAUSE_MS = 60_000;

const rehearse = (): void => {
  const matrix = matrixOf(SAMPLE);
  const geometry = matrix && fitModules(matrix.modules, EDGE, EDGE);
  if (!geometry) return;
  readsAs(paintModules(document.createElement('canvas'), matrix, geometry), geometry, SAMPLE);
};

/**
 * Paints and decodes invisible codes while a newly opened window is idle, then one a minute, so that the JIT
 * compiler does not delay a customer's code by a tenth of a second. The result stops it.
 */
export const keepRehearsed = (): (() => void) => {
  let rounds = ROUNDS;
  let idle = 0;
  const again = (): void => {
    rehearse();
    rounds--;
    if (rounds > 0) idle = requestIdleCallback(again);
  };
  const first = setTimeout(() => (idle = requestIdleCallback(again)), FIRST_MS);
  const timer = setInterval(rehearse, PAUSE_MS);
  return () => {
    clearTimeout(first);
    cancelIdleCallback(idle);
    clearInterval(timer);
  };
};
