import { perLanguage } from '#contract';

const inUnit = perLanguage((tag) => {
  const of = (unit: 'megabyte' | 'gigabyte'): Intl.NumberFormat =>
    new Intl.NumberFormat(tag, { style: 'unit', unit, maximumFractionDigits: 1 });
  return { megabyte: of('megabyte'), gigabyte: of('gigabyte') };
});

/** '12.3 MB', or '48.2 GB' from ten gigabytes on. */
export const sizeWords = (bytes: number): string =>
  bytes < 1e10 ? inUnit().megabyte.format(bytes / 1e6) : inUnit().gigabyte.format(bytes / 1e9);
