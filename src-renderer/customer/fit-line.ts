import type { Attachment } from 'svelte/attachments';

/** Shrinks a line of `text` until it fits its parent's width; never makes it larger than its style says. */
export const fitLine =
  (text: string): Attachment<HTMLElement> =>
  (line) => {
    const room = line.parentElement;
    if (!room || text === '') return;
    const fit = (): void => {
      line.style.fontSize = '';
      const full = Number.parseFloat(getComputedStyle(line).fontSize);
      const size = Math.min(full, Math.floor((full * room.clientWidth) / line.offsetWidth));
      line.style.fontSize = `${size}px`;
    };
    const observer = new ResizeObserver(fit);
    observer.observe(room);
    return () => observer.disconnect();
  };
