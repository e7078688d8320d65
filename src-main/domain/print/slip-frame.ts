/** The top and foot of a slip. */
import type { Terminal } from '#domain/shop/terminal.ts';
import type { ReceiptSource } from './receipt-facts.ts';
import type { ReceiptOptions } from './receipt-options.ts';
import type { SlipBlock } from './slip.ts';

/** The shop's name, and its address if one is set. */
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

/** The warnings at the top and foot of a duplicate, and of any slip that is not from live. */
export const bannersOf = (
  { environment }: Pick<ReceiptSource, 'environment'>,
  { copy, words }: Pick<ReceiptOptions, 'copy' | 'words'>,
): readonly SlipBlock[] => {
  const banner = (text: string): SlipBlock => ({ kind: 'banner', text });
  const unreal = environment === 'live' ? [] : [banner(words[environment])];
  return copy > 1 ? [...unreal, banner(`${words.duplicate} ${copy - 1}`)] : unreal;
};
