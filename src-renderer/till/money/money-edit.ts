/** What an editing event does to a money field. */
import type { Erasing } from '#contract';
import { toHalfWidth } from '#contract';
import { characterOf } from '../keyboard/keys.ts';

export type MoneyEdit =
  | { readonly do: 'key'; readonly key: string }
  | { readonly do: 'erase'; readonly what: Erasing }
  /** Pasted, dropped or put in by a program; digits that it types are keys, however many. */
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
export const keyEdit = (character: string): MoneyEdit => ({
  do: 'key',
  key: toHalfWidth(character).replace(',', '.'),
});

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
  const isFromInputMethod = Array.from(data).length === 1 && toHalfWidth(data) !== data;
  const isTyped = inputType === 'insertText' && (isKey || isFromInputMethod);
  return isTyped ? keyEdit(data) : { do: 'put', text: data };
};

/** Ctrl Z and Ctrl Y, before the browser takes them for its own. */
const historyEdit = ({ key, shiftKey, ctrlKey, altKey, metaKey }: KeyboardEvent): MoneyEdit | undefined => {
  if (altKey || !(ctrlKey || metaKey)) return undefined;
  if (key.toLowerCase() === 'z') return { do: shiftKey ? 'redo' : 'undo' };
  return key.toLowerCase() === 'y' ? { do: 'redo' } : undefined;
};

/** The numpad without NumLock, which would move the cursor. */
const numpadEdit = (event: KeyboardEvent): MoneyEdit | undefined => {
  const { key, shiftKey, ctrlKey, altKey, metaKey } = event;
  const character = characterOf(event);
  const isMoving = Array.from(key).length > 1 && !(shiftKey || ctrlKey || altKey || metaKey);
  return isMoving && character !== undefined ? keyEdit(character) : undefined;
};

/** What a key does that the browser would not leave to the field. */
export const moneyKeyOf = (event: KeyboardEvent): MoneyEdit | undefined =>
  event.isComposing ? undefined : (historyEdit(event) ?? numpadEdit(event));
