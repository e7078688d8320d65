/**
 * Chromium collects a page's garbage while the page creates more. A window that waits for the next customer
 * would keep the garbage of the last sales: half of its memory after a busy morning.
 */
import type { Bridge } from '#contract';

/**
 * After this long without a key, a touch or a message from main, nobody notices a pause of some hundredths of
 * a second.
 */
const QUIET_MS = 10_000;

/** V8's garbage collector, which main exposes to every page. */
export type Collect = (how: { type: 'major'; execution: 'async' }) => unknown;

/**
 * Collects garbage once each time the window has become quiet.
 *
 * @param changes what main says when something goes on in this window
 * @param page hears keys and touches
 * @returns stops it
 */
export const collectWhenQuiet = (
  bridge: Bridge,
  changes: 'till.changed' | 'customer.changed',
  page: EventTarget,
  collect: Collect | undefined,
): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => collect?.({ type: 'major', execution: 'async' }), QUIET_MS);
  };
  const stopListening = bridge.on(changes, wait);
  const touches = ['keydown', 'pointerdown'];
  for (const touch of touches) page.addEventListener(touch, wait, { capture: true });
  return () => {
    stopListening();
    for (const touch of touches) page.removeEventListener(touch, wait, { capture: true });
    clearTimeout(timer);
  };
};
