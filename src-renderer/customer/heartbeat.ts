import type { Attachment } from 'svelte/attachments';
import type { Bridge } from '#contract';
import { ask } from '../state/ask.ts';

/** Main reports the window as missing after five seconds without a beat. */
const BEAT_MS = 2_000;

/** Whether the canvas is entirely on the screen, with nothing over it. */
const isInSight = (canvas: HTMLCanvasElement): boolean => {
  const { left, top, right, bottom } = canvas.getBoundingClientRect();
  const isWhole = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
  return isWhole && document.elementFromPoint((left + right) / 2, (top + bottom) / 2) === canvas;
};

/**
 * Width in device pixels of the code that can be scanned off this window; 0 without one. A code becomes
 * visible only after its pixels were decoded, and is marked as painted once a frame with it was on the
 * screen.
 */
const codeInSight = (window: HTMLElement): number => {
  const canvas = window.querySelector<HTMLCanvasElement>('canvas[data-testid="customer-qr"][data-painted]');
  const isShown = canvas?.checkVisibility({ visibilityProperty: true, opacityProperty: true }) === true;
  return canvas && isShown && isInSight(canvas) ? canvas.width : 0;
};

/**
 * Tells main every two seconds what the window has painted. A window that stops painting stops reporting.
 *
 * @param mmOf the width in mm of that many of the display's own pixels; null if nobody has measured it
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
    // By the time the second frame begins, the first one has been painted.
    const next = (): void => {
      frame = requestAnimationFrame(() => (frame = requestAnimationFrame(beat)));
    };
    next();
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  };
