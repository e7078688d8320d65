/** 32-bit FNV-1a with MurmurHash3's finalizer, so that similar texts have distant hashes. */
const hash = (text: string): number => {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
};

/**
 * The place of an installation in the roll-out of a version, in [0, 100). It is fixed for each version and changes with
 * the next, so that no shop is always first.
 */
const placeOf = (installation: string, version: string): number =>
  (hash(`${version}\n${installation}`) / 2 ** 32) * 100;

/** Whether an offer for this share of all installations includes this one. */
export const isInShare = (installation: string, version: string, percent: number): boolean =>
  placeOf(installation, version) < percent;
