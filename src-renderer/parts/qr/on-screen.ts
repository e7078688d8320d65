/** Says when something drawn is really on the screen, and not merely handed on to be drawn. */

/** Chromium reports texts and images, no canvases. */
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
 * Calls back once the frame that shows what is drawn in `box` now is on the screen, with the time of that. A dot below the
 * drawing, in the same frame, is what Chromium tells of; each drawing needs its own. The result takes all that back.
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
