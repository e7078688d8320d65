import { text } from '#contract';

/** How many of the allowed characters are typed, in words; '' where nothing is counted. */
export const counted = (typed: string, most: number | undefined): string =>
  most === undefined ? '' : text('field.count', { count: Array.from(typed).length, most });
