/** An instant (epoch ms) for a file's name: `20261123T120000Z`. */
export const stampOf = (at: number): string =>
  new Date(at)
    .toISOString()
    .replaceAll(/[-:]/g, '')
    .replace(/\.\d+Z$/, 'Z');
