/** For on-screen keys that act on a text field as a keyboard would. */
const replace = (field: HTMLInputElement, from: number, to: number, by: string): void => {
  field.setRangeText(by, from, to, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
};

export const typeAtCursor = (field: HTMLInputElement, typed: string): void =>
  replace(field, field.selectionStart ?? 0, field.selectionEnd ?? 0, typed);

/** Erases the selection, or the character before the cursor. */
export const eraseBeforeCursor = (field: HTMLInputElement): void => {
  const from = field.selectionStart ?? 0;
  const to = field.selectionEnd ?? 0;
  replace(field, from < to ? from : Math.max(from - 1, 0), to, '');
};
