/** What an editing event does to a money field. */
import type { Erasing } from '#contract';
import { toHalfWidth } from '#contract';
import { characterOf } from '../keyboard/keys.ts';

export type MoneyEdit =
  | { readonly do: 'key'; readonly key: string }
  | { readonly do: 'erase'; readonly what: Erasing }
  /** Pasted, dropped, dictated or filled in by a program: a whole amount. */
  | { readonly do: 'put'; readonly text: string }
  | { readonly do: 'undo' | 'redo' };

const ERASING: ReadonlyMap<string, Erasing> = new Map([
  ['deleteContentBackward', 'before'],
  ['deleteByCut', 'before'],
  ['deleteByDrag', 'before'],
  ['deleteContentForward', 'after'],
  ['deleteWordBackward', 'all-before'],
  ['deleteSoftLineBackward', 'all-before'],
  ['deleteHardLineBackward', 'all-before'],
  ['deleteWordForward', 'all-after'],
  ['deleteSoftLineForward', 'all-after'],
  ['deleteHardLineForward', 'all-after'],
]);

const INSERTING = ['insertText', 'insertFromPaste', 'insertFromDrop', 'insertReplacementText'];

/** A typed character, as the keypad takes it. */
const keyEdit = (character: string): MoneyEdit => ({
  do: 'key',
  key: toHalfWidth(character).replace(',', '.'),
});

/** Full-width characters come from an input method, which types. */
const isFullWidth = (text: string): boolean => toHalfWidth(text) !== text;

/** What was composed: typed by an input method, or dictated without a key, half-width and as a whole; '' is nothing. */
export const composedEdits = (text: string, isKey: boolean): readonly MoneyEdit[] =>
  isKey || isFullWidth(text) || text === '' ? Array.from(text).map(keyEdit) : [{ do: 'put', text }];

/**
 * Undefined for what edits it as any other text: line breaks, and what is still being composed.
 * @param isKey whether a key did it. What is dictated or filled in comes without one and is a whole amount; so may a
 *     full-width character from an input method, which is typed.
 */
export const moneyEditOf = (
  { inputType, data, isComposing }: Pick<InputEvent, 'inputType' | 'data' | 'isComposing'>,
  isKey: boolean,
): MoneyEdit | undefined => {
  if (isComposing) return undefined;
  if (inputType === 'historyUndo') return { do: 'undo' };
  if (inputType === 'historyRedo') return { do: 'redo' };
  const what = ERASING.get(inputType);
  if (what) return { do: 'erase', what };
  if (!INSERTING.includes(inputType) || data === null) return undefined;
  const isOne = Array.from(data).length === 1;
  const isTyped = inputType === 'insertText' && isOne && (isKey || isFullWidth(data));
  return isTyped ? keyEdit(data) : { do: 'put', text: data };
};

/** Ctrl Z and Ctrl Y, before the browser takes them for its own. */
const historyEdit = ({ key, shiftKey, ctrlKey, altKey, metaKey }: KeyboardEvent): MoneyEdit | undefined => {
  if (altKey || !(ctrlKey || metaKey)) return undefined;
  if (key.toLowerCase() === 'z') return { do: shiftKey ? 'redo' : 'undo' };
  return key.toLowerCase() === 'y' ? { do: 'redo' } : undefined;
};

/** What the keys of the numpad are without NumLock. An input method calls them `Process`, and types by itself. */
const WITHOUT_NUMLOCK = new Set([
  ...['Home', 'End', 'PageUp', 'PageDown', 'Insert', 'Delete', 'Clear'],
  ...['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'],
]);

/** The numpad without NumLock, which would move the cursor. */
const numpadEdit = (event: KeyboardEvent): MoneyEdit | undefined => {
  const { key, shiftKey, ctrlKey, altKey, metaKey } = event;
  const character = characterOf(event);
  const isMoving = WITHOUT_NUMLOCK.has(key) && !(shiftKey || ctrlKey || altKey || metaKey);
  return isMoving && character !== undefined ? keyEdit(character) : undefined;
};

/** What a key does that the browser would not leave to the field. */
export const moneyKeyOf = (event: KeyboardEvent): MoneyEdit | undefined =>
  event.isComposing ? undefined : (historyEdit(event) ?? numpadEdit(event));
