/** Reads the transitions off the drawing at the top of domain/payment/payment.ts and the sentences under it. */
import { readFileSync } from 'node:fs';
import type { Payment } from '#domain/payment/payment.ts';

const SOURCE = new URL('../../../src-main/domain/payment/payment.ts', import.meta.url);

type Drawn = 'intended' | Payment['state'];

const NAMED_BY_THE_GATEWAY: readonly Drawn[] = ['open', 'pending', 'paid', 'cancelled', 'failed', 'expired'];
const STATES: readonly Drawn[] = ['intended', 'sending', 'unknown', ...NAMED_BY_THE_GATEWAY];
const ANY_STATE = STATES.join('|');

type Direction = 'up' | 'down' | 'left' | 'right';
const MOVES = { up: [-1, 0], down: [1, 0], left: [0, -1], right: [0, 1] } as const;
const BACK = { up: 'down', down: 'up', left: 'right', right: 'left' } as const;

/** The directions in which a piece of line continues. */
const LINES: Readonly<Record<string, readonly Direction[]>> = {
  '─': ['left', 'right'],
  '│': ['up', 'down'],
  '┬': ['left', 'right', 'down'],
  '┴': ['left', 'right', 'up'],
  '└': ['up', 'right'],
  '┘': ['up', 'left'],
  '┌': ['down', 'right'],
  '┐': ['down', 'left'],
};
const HEADS: Readonly<Record<string, Direction>> = { '▶': 'right', '◀': 'left', '▲': 'up', '▼': 'down' };

/** One box: a state, or several side by side. */
interface Box {
  readonly states: readonly string[];
  readonly row: number;
  readonly from: number;
  readonly to: number;
}

const boxesOf = (lines: readonly string[]): readonly Box[] =>
  lines.flatMap((line, row) =>
    [...line.matchAll(new RegExp(`\\b(?:${ANY_STATE})\\b(?: · (?:${ANY_STATE})\\b)*`, 'g'))].map(
      ({ 0: text, index }) => ({ row, from: index, to: index + text.length, states: text.split(' · ') }),
    ),
  );

/** The boxes at the end of a line in a direction; a line without an arrow head leads nowhere. */
const followed = (
  lines: readonly string[],
  boxes: readonly Box[],
  place: readonly [number, number],
  going: Direction,
): readonly Box[] => {
  const [row, column] = place;
  const on = (direction: Direction): readonly [number, number] => [
    row + MOVES[direction][0],
    column + MOVES[direction][1],
  ];
  const character = lines[row]?.[column] ?? '';
  if (HEADS[character] === going) {
    const reach = going === 'right' ? 2 : 1;
    return boxes.filter(
      (box) =>
        box.row === row + MOVES[going][0] &&
        (MOVES[going][0] === 0 ? box.from === column + reach : box.from <= column && column < box.to),
    );
  }
  return (LINES[character] ?? [])
    .filter((link) => link !== BACK[going])
    .flatMap((link) => followed(lines, boxes, on(link), link));
};

const transitionsOf = (lines: readonly string[]): readonly string[] => {
  const boxes = boxesOf(lines);
  const exits = (box: Box): readonly Box[] => [
    ...followed(lines, boxes, [box.row, box.to + 1], 'right'),
    ...Array.from({ length: box.to - box.from }, (_, offset) => box.from + offset).flatMap((column) => [
      ...followed(lines, boxes, [box.row - 1, column], 'up'),
      ...followed(lines, boxes, [box.row + 1, column], 'down'),
    ]),
  ];
  return boxes.flatMap((box) =>
    exits(box).flatMap((end) => box.states.flatMap((from) => end.states.map((to) => `${from} → ${to}`))),
  );
};

/** `open and pending lead to unknown`, `unknown leads to every state the gateway names, and back to sending`. */
const transitionsSaid = (sentence: string): readonly string[] => {
  const [, subject, object] = /^(.*?)\bleads? to\b(.*)$/.exec(sentence) ?? [];
  if (subject === undefined || object === undefined) return [];
  const named = (text: string) => text.match(new RegExp(`\\b(?:${ANY_STATE})\\b`, 'g')) ?? [];
  const ends = /every state the gateway names/.test(object) ? NAMED_BY_THE_GATEWAY : [];
  return named(subject).flatMap((from) => [...ends, ...named(object)].map((to) => `${from} → ${to}`));
};

/** Every transition that is drawn or written, as `from → to`. */
export const readDrawing = (): readonly string[] => {
  const comment = /\/\*\*([\s\S]*?)\*\//.exec(readFileSync(SOURCE, 'utf8'))?.[1] ?? '';
  const lines = comment.split('\n').map((line) => line.replace(/^ \* ?/, ''));
  const drawn = lines.map((line) => (/[─│▲▼]/.test(line) ? line : ''));
  const sentences = lines
    .filter((line) => !/[─│▲▼]/.test(line))
    .join(' ')
    .split(/[.;](?: |$)/);
  return [...transitionsOf(drawn), ...sentences.flatMap((sentence) => transitionsSaid(sentence.trim()))];
};

/** The transitions, and those that skip states: between two polls the gateway may have moved on twice. */
export const runThrough = (transitions: readonly string[]): ReadonlySet<string> => {
  const all = new Set(transitions);
  for (const middle of STATES) {
    for (const from of STATES) {
      for (const to of STATES) {
        if (all.has(`${from} → ${middle}`) && all.has(`${middle} → ${to}`)) all.add(`${from} → ${to}`);
      }
    }
  }
  return all;
};
