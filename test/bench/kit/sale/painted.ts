/**
 * When a window has really shown something: the time at which the frame came onto the screen, as Chromium
 * reports it (element timing), not when it was handed on to be drawn. All times are epoch ms with fractions.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { JSHandle, Page } from 'playwright-core';

/** Longer than anything timed here takes. */
const PATIENCE_MS = 60_000;

/** The time that a window promised, or a rejection that names what never came: a bench must not hang. */
const inTime = async (promised: JSHandle<{ at: Promise<number> }>, what: string): Promise<number> => {
  const over = new AbortController();
  const late = pause(PATIENCE_MS, undefined, { signal: over.signal }).then(() => {
    throw new Error(`${what} did not come within ${String(PATIENCE_MS / 1_000)} s`);
  });
  try {
    return await Promise.race([promised.evaluate(({ at }) => at), late]);
  } finally {
    over.abort();
    // The slower of the two is no longer of interest.
    late.catch(() => undefined);
  }
};

/** Resolves once the window listens; the result waits for the next press of that key and tells its time. */
export const nextPress = async (page: Page, key: string): Promise<() => Promise<number>> => {
  const press = await page.evaluateHandle((wanted) => {
    const at = new Promise<number>((done) => {
      const listen = (event: KeyboardEvent): void => {
        if (event.key !== wanted) return;
        removeEventListener('keydown', listen, true);
        done(performance.timeOrigin + event.timeStamp);
      };
      addEventListener('keydown', listen, true);
    });
    return { at };
  }, key);
  return () => inTime(press, `the press of ${key}`);
};

/**
 * When the first frame with a changed text there came onto the screen. Chromium times each text only once, so
 * a dot added to the same frame is timed instead.
 */
export const nextChange = async (page: Page, selector: string): Promise<() => Promise<number>> => {
  const change = await page.evaluateHandle((wanted) => {
    const read = (): string | undefined => document.querySelector(wanted)?.textContent;
    const before = read();
    const timed = (done: (at: number) => void): void => {
      const dot = document.createElement('p');
      dot.setAttribute('elementtiming', 'bench');
      dot.textContent = '·';
      Object.assign(dot.style, { position: 'fixed', inset: '0 auto auto 0', margin: '0' });
      new PerformanceObserver((list, observer) => {
        const entries = list.getEntries() as (PerformanceEntry & {
          identifier: string;
          renderTime: number;
        })[];
        const entry = entries.find(({ identifier }) => identifier === 'bench');
        if (!entry) return;
        observer.disconnect();
        dot.remove();
        done(performance.timeOrigin + entry.renderTime);
      }).observe({ type: 'element' });
      document.body.append(dot);
    };
    const at = new Promise<number>((done) => {
      const look = (): void => {
        const now = read();
        if (now === undefined || now === before) return;
        watch.disconnect();
        timed(done);
      };
      const watch = new MutationObserver(look);
      const all = { subtree: true, childList: true, characterData: true, attributes: true };
      watch.observe(document.body, all);
    });
    return { at };
  }, selector);
  return () => inTime(change, `a frame with another ${selector}`);
};

/** When the window next sets that mark of its own. */
export const nextMark = async (page: Page, name: string): Promise<() => Promise<number>> => {
  const mark = await page.evaluateHandle((wanted) => {
    const at = new Promise<number>((done) => {
      new PerformanceObserver((list, observer) => {
        const [entry] = list.getEntriesByName(wanted);
        if (!entry) return;
        observer.disconnect();
        done(performance.timeOrigin + entry.startTime);
      }).observe({ type: 'mark' });
    });
    return { at };
  }, name);
  return () => inTime(mark, `the mark ${name}`);
};

/** The length of one frame of an unchanging window, ms: from one animation tick to the next. */
export const oneFrame = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const tick = (): Promise<number> =>
      new Promise((done) => requestAnimationFrame(() => done(performance.now())));
    // In a window that was idle, the first tick comes at once.
    await tick();
    const from = await tick();
    return (await tick()) - from;
  });
