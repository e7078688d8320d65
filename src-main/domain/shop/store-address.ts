/** A longer one would push the rest of the receipt too far down. */
export const MAX_ADDRESS = { lines: 3, characters: 120 } as const;
const PRINTABLE = /^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]*$/u;

/** Whether the text can be printed as the store's address. */
export const isStoreAddress = (text: string): boolean => {
  const lines = text.split('\n');
  const fits = lines.length <= MAX_ADDRESS.lines && Array.from(text).length <= MAX_ADDRESS.characters;
  return fits && lines.every((line) => PRINTABLE.test(line));
};
