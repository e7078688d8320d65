/** FNV-1a, 32 bits, with the last steps of MurmurHash3, so that similar texts lie far apart. */
const hash = (text: string): number => {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
};

/**
 * Where an installation stands among all that get a version, in [0, 100): always the same for the same version, and
 * elsewhere for the next one, so that no shop is always the first.
 */
const placeOf = (installation: string, version: string): number =>
  (hash(`${version}\n${installation}`) / 2 ** 32) * 100;

/** Whether an offer that is meant for this share of all installations is meant for this one. */
export const isInShare = (installation: string, version: string, percent: number): boolean =>
  placeOf(installation, version) < percent;
