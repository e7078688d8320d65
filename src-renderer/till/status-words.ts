import { text } from '#contract';

/** The gateway's own name of a status; of one that no table has, its number in words. */
export const statusNameWords = (name: string): string => {
  const id = /^unknown status (\d+)$/.exec(name)?.[1];
  return id === undefined ? name : text('status.unlisted', { id });
};
