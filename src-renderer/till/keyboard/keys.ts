import type { TapeOperator } from '#contract';
import { toHalfWidth } from '#contract';
import type { ScreenName } from '../../state/place.svelte.ts';

/** What a key does at the till, outside text fields. */
export type KeyMeaning =
  | { readonly do: 'digits'; readonly digits: string }
  | { readonly do: 'operator'; readonly operator: TapeOperator }
  | { readonly do: 'separator' | 'enter' | 'erase' | 'clear' | 'escape' };

export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly repeat: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

const NUMPAD_DIGIT = /^Numpad(\d)$/;

const SEPARATORS = ['.', ','];

const OPERATORS: ReadonlyMap<string, TapeOperator> = new Map([
  ['+', '+'],
  ['-', '−'],
  ['−', '−'],
  ['*', '×'],
  ['×', '×'],
]);

/** The numpad types digits and a point, with and without NumLock. */
const numpadCharacter = (code: string): string | undefined =>
  code === 'NumpadDecimal' ? '.' : NUMPAD_DIGIT.exec(code)?.[1];

/** The character that a key types at the till, or undefined. */
export const characterOf = ({ key, code }: Pick<KeyPress, 'key' | 'code'>): string | undefined =>
  numpadCharacter(code) ?? (Array.from(key).length === 1 ? key : undefined);

/** Digits of every script count as typed; the sale says if it cannot take one. */
const meaningOfCharacter = (typed: string): KeyMeaning | undefined => {
  const character = toHalfWidth(typed);
  if (/^\p{Nd}$/u.test(character)) return { do: 'digits', digits: character };
  if (SEPARATORS.includes(character)) return { do: 'separator' };
  const operator = OPERATORS.get(character);
  if (operator) return { do: 'operator', operator };
  return character === 'c' || character === 'C' ? { do: 'clear' } : undefined;
};

/** The action of a key press, or undefined. */
export const meaningOf = (press: KeyPress): KeyMeaning | undefined => {
  if (press.ctrlKey || press.altKey || press.metaKey) return undefined;
  if (press.key === 'Backspace') return { do: 'erase' };
  if (press.repeat) return undefined;
  const character = characterOf(press);
  if (character !== undefined) return meaningOfCharacter(character);
  switch (press.key) {
    case 'Enter':
      return { do: 'enter' };
    case 'Escape':
      return { do: 'escape' };
    case 'Delete':
      return { do: 'clear' };
    default:
      return undefined;
  }
};

/**
 * Where a function key leads: to the sheet of keys, to a place of the rail, into a field of the Sale screen, or to the
 * button that charges the same once more.
 */
export type Jump = 'help' | ScreenName | 'order-reference' | 'sale-note' | 'charge-again';

const JUMPS: ReadonlyMap<string, Jump> = new Map<string, Jump>([
  ['F1', 'help'],
  ['F2', 'sale'],
  ['F3', 'history'],
  ['F4', 'day'],
  ['F5', 'overview'],
  ['F6', 'order-reference'],
  ['F7', 'sale-note'],
  ['F8', 'staff'],
  ['F9', 'audit'],
  ['F10', 'settings'],
  ['F12', 'charge-again'],
]);

/** For people who may not go there, the rail has no such place. */
export const jumpOf = ({
  key,
  repeat,
  ctrlKey,
  altKey,
  metaKey,
}: Omit<KeyPress, 'code'>): Jump | undefined =>
  repeat || ctrlKey || altKey || metaKey ? undefined : JUMPS.get(key);
