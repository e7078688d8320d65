import { paintModules } from './qr-canvas.ts';
import { fitModules } from './qr-geometry.ts';
import { matrixOf } from './qr-matrix.ts';
import { readsAs } from './qr-proof.ts';

/** As long as the links that gateways give; it leads nowhere. */
const SAMPLE = 'rehearsal/'.repeat(9);
const EDGE = 400;
/** After so many the compiler has done its work. */
const ROUNDS = 10;
/** What is not used for some minutes is thrown out of the compiler's memory again. */
const PAUSE_MS = 60_000;

const rehearse = (): void => {
  const matrix = matrixOf(SAMPLE);
  const geometry = matrix && fitModules(matrix.modules, EDGE, EDGE);
  if (!geometry) return;
  readsAs(paintModules(document.createElement('canvas'), matrix, geometry), geometry, SAMPLE);
};

/**
 * Draws and reads codes that nobody sees, whenever the window has nothing to do: the first customer would otherwise
 * wait a tenth of a second for the compiler. The result stops it.
 */
export const keepRehearsed = (): (() => void) => {
  let rounds = ROUNDS;
  let idle = 0;
  const again = (): void => {
    rehearse();
    rounds--;
    if (rounds > 0) idle = requestIdleCallback(again);
  };
  idle = requestIdleCallback(again);
  const timer = setInterval(rehearse, PAUSE_MS);
  return () => {
    cancelIdleCallback(idle);
    clearInterval(timer);
  };
};
