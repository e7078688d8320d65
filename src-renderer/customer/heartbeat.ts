import type { Attachment } from 'svelte/attachments';
import type { Bridge } from '#contract';
import { ask } from '../state/ask.ts';

/** Main misses the window after five seconds. */
const BEAT_MS = 2_000;

/** Whether it lies on the screen whole, and on top. */
const isInSight = (canvas: HTMLCanvasElement): boolean => {
  const { left, top, right, bottom } = canvas.getBoundingClientRect();
  const isWhole = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
  return isWhole && document.elementFromPoint((left + right) / 2, (top + bottom) / 2) === canvas;
};

/**
 * Device pixels along the code that can be scanned off this window; 0 without one. A code is visible only after its
 * pixels were decoded, and painted once a frame with it was on the screen.
 */
export const codeInSight = (window: HTMLElement): number => {
  const canvas = window.querySelector<HTMLCanvasElement>('canvas[data-testid="customer-qr"][data-painted]');
  const isShown = canvas?.checkVisibility({ visibilityProperty: true, opacityProperty: true }) === true;
  return canvas && isShown && isInSight(canvas) ? canvas.width : 0;
};

/**
 * Tells main every two seconds what the window has painted, as long as it paints at all.
 *
 * @param mmOf how large so many of the display's own pixels are; null where nobody measured it
 */
export const heartbeat =
  (bridge: Bridge, mmOf: (pixels: number) => number | null): Attachment<HTMLElement> =>
  (window) => {
    let frame = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const beat = (): void => {
      const code = codeInSight(window);
      void ask(bridge, 'customer.beat', { code, mm: code === 0 ? null : mmOf(code) });
      timer = setTimeout(next, BEAT_MS);
    };
    // The second frame begins once the first one has been painted.
    const next = (): void => {
      frame = requestAnimationFrame(() => (frame = requestAnimationFrame(beat)));
    };
    next();
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  };
