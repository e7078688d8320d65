/** A longer one would push the rest of the receipt too far down. */
export const ADDRESS_MOST = { lines: 3, characters: 120 } as const;
const PRINTABLE = /^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]*$/u;

/** Whether the text can be printed as the store's address. */
export const isStoreAddress = (text: string): boolean => {
  const lines = text.split('\n');
  const fits = lines.length <= ADDRESS_MOST.lines && Array.from(text).length <= ADDRESS_MOST.characters;
  return fits && lines.every((line) => PRINTABLE.test(line));
};
