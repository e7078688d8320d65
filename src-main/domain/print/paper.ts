/** Lays a slip out on a roll of paper: lines of text, none wider than the paper, and QR codes. */
import stringWidth from 'string-width';
import type { PaperWidth } from './paper-width.ts';
import { PAPER } from './paper-width.ts';
import type { Slip, SlipBlock, SlipFigure } from './slip.ts';

export type PaperText =
  | { readonly kind: 'centred'; readonly text: string; readonly large: boolean; readonly strong: boolean }
  /** One text at each edge; either may be ''. */
  | { readonly kind: 'pair'; readonly left: string; readonly right: string };

export type PaperLine = PaperText | { readonly kind: 'code'; readonly payload: string };

/** A line of text in dots. */
export interface Bitmap {
  /** Dots across; a multiple of eight. */
  readonly width: number;
  readonly height: number;
  /** Row by row, eight dots a byte, the leftmost in the highest bit; 1 is black. */
  readonly bytes: readonly number[];
}

/** Indent of the note under a figure, in cells. */
const NOTE_INDENT = 2;

/**
 * The width of a text in the printer's character cells. A tab or line feed prints as a blank; U+3000 is two cells wide.
 */
const cellsOf = (text: string): number =>
  stringWidth(text.replaceAll(/[^\S\u3000]/gu, ' '), { countAnsiEscapeCodes: true });

const segmenter = new Intl.Segmenter();

/** Grapheme clusters, such as a letter with its marks or a flag; a line never breaks inside one. */
const charactersOf = (text: string): readonly string[] =>
  Array.from(segmenter.segment(text), ({ segment }) => segment);

/** Marks of Chinese that no line begins with, and those that none ends with. */
const CLOSING = /^[，。、；：！？）》」』】〉”’…—·％]/u;
const OPENING = /[（《「『【〈“‘]$/u;

/**
 * Splits a text where a line may break: after blanks, and on both sides of wide characters, but neither before a
 * closing mark nor after an opening one.
 */
const piecesOf = (text: string): readonly string[] => {
  const pieces: string[] = [];
  let inWord = false;
  for (const character of charactersOf(text)) {
    const before = pieces.at(-1) ?? '';
    const isBlank = /^\s/u.test(character);
    const isWide = cellsOf(character) > 1;
    const isHeld = CLOSING.test(character) || OPENING.test(before);
    if (isBlank || isHeld || (inWord && !isWide)) pieces.splice(-1, 1, `${before}${character}`);
    else pieces.push(character);
    inWord = !isBlank && !isWide;
  }
  return pieces;
};

/** The same, but splits words longer than a line into characters. */
const fittingPiecesOf = (text: string, columns: number): readonly string[] =>
  piecesOf(text).flatMap((piece) => (cellsOf(piece.trimEnd()) > columns ? charactersOf(piece) : [piece]));

const wrap = (text: string, columns: number): readonly string[] => {
  const lines = [''];
  for (const piece of fittingPiecesOf(text, columns)) {
    const before = lines.at(-1) ?? '';
    const line = `${before}${piece}`;
    // A piece too wide for any line gets a line to itself and is drawn narrower.
    if (before === '' || cellsOf(line.trimEnd()) <= columns) lines.splice(-1, 1, line);
    else lines.push(piece);
  }
  return lines.map((line) => line.trim());
};

const centred = (text: string, columns: number, look: { large: boolean; strong: boolean }) =>
  wrap(text, look.large ? columns / 2 : columns).map((line): PaperLine => ({
    kind: 'centred',
    text: line,
    ...look,
  }));

const pair = (left: string, right: string, columns: number): readonly PaperLine[] => {
  if (cellsOf(left) + 1 + cellsOf(right) <= columns) return [{ kind: 'pair', left, right }];
  const wrapped = (text: string): readonly string[] => (text === '' ? [] : wrap(text, columns));
  return [
    ...wrapped(left).map((line): PaperLine => ({ kind: 'pair', left: line, right: '' })),
    ...wrapped(right).map((line): PaperLine => ({ kind: 'pair', left: '', right: line })),
  ];
};

const figure = ({ name, note, count, sum }: SlipFigure, columns: number): readonly PaperLine[] => [
  ...pair(name, [count, sum].filter((part) => part !== '').join('  '), columns),
  ...(note === '' ? [] : wrap(note, columns - NOTE_INDENT)).map((line): PaperLine => ({
    kind: 'pair',
    left: `${' '.repeat(NOTE_INDENT)}${line}`,
    right: '',
  })),
];

/** Adds stars on both sides if they fit. */
const starred = (text: string, columns: number): string => {
  const marked = `*** ${text} ***`;
  return cellsOf(marked) <= columns ? marked : text;
};

const linesOf = (block: SlipBlock, columns: number): readonly PaperLine[] => {
  switch (block.kind) {
    case 'store':
      return centred(block.text, columns, { large: false, strong: true });
    case 'banner':
      return centred(starred(block.text, columns), columns, { large: false, strong: true });
    case 'title':
    case 'amount':
      return centred(block.text, columns, { large: true, strong: true });
    case 'note':
      return centred(block.text, columns, { large: false, strong: false });
    case 'heading':
      return centred(block.text, columns, { large: false, strong: true });
    case 'fact':
      return pair(block.label, block.value, columns);
    case 'figure':
      return figure(block, columns);
    case 'rule':
      return [{ kind: 'pair', left: '-'.repeat(columns), right: '' }];
    case 'code':
      return [{ kind: 'code', payload: block.payload }];
    default:
      return block satisfies never;
  }
};

/** The slip line by line; no line is wider than the paper. */
export const layOut = (slip: Slip, width: PaperWidth): readonly PaperLine[] =>
  slip.blocks.flatMap((block) => linesOf(block, PAPER[width].columns));
