import type { Attachment } from 'svelte/attachments';

/** Smaller is not legible anywhere, px. */
const LEAST = 8;
const STEP = 0.96;

/** Shrinks `text` until all of it is inside its parent, lines and all; never makes it larger than its style says. */
export const fit =
  (text: string): Attachment<HTMLElement> =>
  (box) => {
    const room = box.parentElement;
    if (!room || text === '') return;
    const isTooLarge = (): boolean =>
      box.scrollWidth > room.clientWidth || box.offsetHeight > room.clientHeight;
    const shrink = (): void => {
      box.style.fontSize = '';
      let size = Number.parseFloat(getComputedStyle(box).fontSize);
      while (size > LEAST && isTooLarge()) {
        size *= STEP;
        box.style.fontSize = `${size}px`;
      }
    };
    const observer = new ResizeObserver(shrink);
    observer.observe(room);
    // Asked whether they are ready, the page would lay itself out at once.
    document.fonts.addEventListener('loadingdone', shrink);
    return () => {
      observer.disconnect();
      document.fonts.removeEventListener('loadingdone', shrink);
    };
  };
