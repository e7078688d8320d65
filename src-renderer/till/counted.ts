import { text } from '#contract';

/** How many characters are typed of those that fit, in words; '' where nothing is counted. */
export const counted = (typed: string, most: number | undefined): string =>
  most === undefined ? '' : text('field.count', { count: Array.from(typed).length, most });
