/** An instant (epoch ms) for a file's name: `20261123T120000Z`. */
export const stampOf = (at: number): string =>
  new Date(at)
    .toISOString()
    .replaceAll(/[-:]/g, '')
    .replace(/\.\d+Z$/, 'Z');

const STAMP = /(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/;

/** The instant (epoch ms) in a file's name; undefined if there is none. */
export const timeOf = (name: string): number | undefined => {
  const at = Date.parse(name.replace(STAMP, '\n$1-$2-$3T$4:$5:$6Z\n').split('\n')[1] ?? '');
  return Number.isNaN(at) ? undefined : at;
};
