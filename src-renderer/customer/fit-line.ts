import type { Attachment } from 'svelte/attachments';

/** Sets a line of `text` as large as its style says, or as much smaller as it takes to fit its parent's width. */
export const fitLine =
  (text: string): Attachment<HTMLElement> =>
  (line) => {
    const room = line.parentElement;
    if (!room || text === '') return;
    const fit = (): void => {
      line.style.fontSize = '';
      const most = Number.parseFloat(getComputedStyle(line).fontSize);
      const size = Math.min(most, Math.floor((most * room.clientWidth) / line.offsetWidth));
      line.style.fontSize = `${size}px`;
    };
    const observer = new ResizeObserver(fit);
    observer.observe(room);
    return () => observer.disconnect();
  };
