/** Tells when a drawing is really on the screen, not just handed on to be drawn. */

/** Chromium reports element timing for texts and images, not for canvases. */
interface ElementTiming extends PerformanceEntry {
  readonly identifier: string;
  /** When the frame that first showed it came onto the screen; ms since the page's time origin. */
  readonly renderTime: number;
}

const isTiming = (entry: PerformanceEntry): entry is ElementTiming => entry.entryType === 'element';

let shown = 0;

const sentinelIn = (box: HTMLElement, name: string): HTMLElement => {
  const sentinel = document.createElement('p');
  sentinel.setAttribute('elementtiming', name);
  sentinel.setAttribute('aria-hidden', 'true');
  sentinel.textContent = '·';
  box.prepend(sentinel);
  return sentinel;
};

/**
 * Calls `tell` with the time when the frame that shows the current drawing in `box` came onto the screen.
 * Chromium reports a dot that is added to the same frame, below the drawing; each drawing needs its own dot.
 * The result cancels the call and removes the dot.
 */
export const whenOnScreen = (box: HTMLElement, tell: (at: number) => void): (() => void) => {
  const name = `drawn-${(shown += 1)}`;
  const observer = new PerformanceObserver((list) => {
    const entry = list
      .getEntries()
      .filter(isTiming)
      .find(({ identifier }) => identifier === name);
    if (!entry) return;
    observer.disconnect();
    tell(entry.renderTime);
  });
  observer.observe({ type: 'element' });
  const sentinel = sentinelIn(box, name);
  return () => {
    observer.disconnect();
    sentinel.remove();
  };
};
