import type { HelpTopicName } from '#contract';
import { isHelpTopic, isTextKey, text } from '#contract';

/** A piece of a line of the help: words, the text of something on the screen, or a link to another topic. */
export type LinePart =
  | { readonly kind: 'words' | 'named'; readonly words: string }
  | { readonly kind: 'topic'; readonly topic: HelpTopicName };

const partOf = (piece: string): LinePart => {
  const name = /^\[#?(.+)\]$/.exec(piece)?.[1];
  if (name === undefined) return { kind: 'words', words: piece };
  if (piece.startsWith('[#') && isHelpTopic(name)) return { kind: 'topic', topic: name };
  return isTextKey(name)
    ? { kind: 'named', words: text(name).replace(/ ?…$/, '') }
    : { kind: 'words', words: piece };
};

/**
 * Buttons are named by their text keys, so that the help uses the screen's own words, without the … of a
 * button that asks first.
 */
export const partsOf = (line: string): readonly LinePart[] =>
  line.split(/(\[[^\]]+\])/).flatMap((piece) => (piece === '' ? [] : [partOf(piece)]));
