/** What stands at the top and the foot of a slip. */
import type { Terminal } from '#domain/shop/terminal.ts';
import type { ReceiptSource } from './receipt-facts.ts';
import type { ReceiptOptions } from './receipt-options.ts';
import type { SlipBlock } from './slip.ts';

/** The shop's name, and its address where one is set. */
export const shopOf = (
  { storeName }: Terminal,
  { storeAddress }: Pick<ReceiptOptions, 'storeAddress'>,
): readonly SlipBlock[] => [
  { kind: 'store', text: storeName },
  ...storeAddress
    .split('\n')
    .filter((line) => line !== '')
    .map((text): SlipBlock => ({ kind: 'note', text })),
];

/** What is printed first and last on a slip of anything but live, and on a duplicate. */
export const bannersOf = (
  { environment }: Pick<ReceiptSource, 'environment'>,
  { copy, words }: Pick<ReceiptOptions, 'copy' | 'words'>,
): readonly SlipBlock[] => {
  const banner = (text: string): SlipBlock => ({ kind: 'banner', text });
  const unreal = environment === 'live' ? [] : [banner(words[environment])];
  return copy > 1 ? [...unreal, banner(`${words.duplicate} ${copy - 1}`)] : unreal;
};
