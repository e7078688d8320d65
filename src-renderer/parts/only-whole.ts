import type { Attachment } from 'svelte/attachments';

/**
 * Hides an element while its parent has no room for all of it: for what helps when there is room, and would only
 * look broken when it is cut off.
 */
export const onlyWhole: Attachment<HTMLElement> = (box) => {
  const room = box.parentElement;
  if (!room) return;
  const look = (): void => {
    box.style.visibility = box.offsetHeight > room.clientHeight ? 'hidden' : '';
  };
  const observer = new ResizeObserver(look);
  observer.observe(room);
  observer.observe(box);
  return () => observer.disconnect();
};
