import { language } from './text.svelte.ts';

/** 'Mitte, Nord', in Chinese 'Mitte、Nord'. */
export const listWords = (parts: readonly string[]): string => {
  const list = new Intl.ListFormat(language(), { type: 'conjunction', style: 'narrow' });
  const separator = list.formatToParts(['one', 'two', 'three']).find(({ type }) => type === 'literal');
  return parts.join(separator?.value ?? ', ');
};
