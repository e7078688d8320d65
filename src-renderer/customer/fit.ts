import type { Attachment } from 'svelte/attachments';

/** Px; anything smaller cannot be read on any screen. */
const MIN_SIZE = 8;
const STEP = 0.96;

/** Shrinks `text` until it fits inside its parent, line breaks included; never enlarges it. */
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
      while (size > MIN_SIZE && isTooLarge()) {
        size *= STEP;
        box.style.fontSize = `${size}px`;
      }
    };
    const observer = new ResizeObserver(shrink);
    observer.observe(room);
    // Not `document.fonts.ready`: reading it forces a layout at once.
    document.fonts.addEventListener('loadingdone', shrink);
    return () => {
      observer.disconnect();
      document.fonts.removeEventListener('loadingdone', shrink);
    };
  };
