import { text } from '#contract';

/** How many of the allowed characters, or UTF-16 units, are typed, in words; '' where nothing is counted. */
export const counted = (typed: string, most: number | undefined, inUnits = false): string => {
  const count = inUnits ? typed.length : Array.from(typed).length;
  return most === undefined ? '' : text('field.count', { count, most });
};
