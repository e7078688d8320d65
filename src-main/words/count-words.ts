import { perLanguage } from './language.ts';

const numbers = perLanguage((name) => new Intl.NumberFormat(name));

/** '1,234' for 1234: a count as the till's language writes it. */
export const countWords = (count: number): string => numbers().format(count);
