/** `20261123T120000Z` for a file's name; epoch ms. */
export const stampOf = (at: number): string =>
  new Date(at)
    .toISOString()
    .replaceAll(/[-:]/g, '')
    .replace(/\.\d+Z$/, 'Z');
