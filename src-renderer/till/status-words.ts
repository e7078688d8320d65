import { text } from '#contract';

/** The gateway's own name for a status; an unlisted status is given by its number. */
export const statusNameWords = (name: string): string => {
  const id = /^unknown status (\d+)$/.exec(name)?.[1];
  return id === undefined ? name : text('status.unlisted', { id });
};
