/** What a key does at the till, outside text fields. */
export type KeyMeaning =
  | { readonly do: 'digits'; readonly digits: string }
  | { readonly do: 'enter' | 'erase' | 'clear' | 'escape' };

export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly repeat: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

const NUMPAD_DIGIT = /^Numpad(\d)$/;

/** The meaning of a key press, or undefined. The numpad types digits with and without NumLock. */
export const meaningOf = (press: KeyPress): KeyMeaning | undefined => {
  if (press.ctrlKey || press.altKey || press.metaKey) return undefined;
  if (press.key === 'Backspace') return { do: 'erase' };
  if (press.repeat) return undefined;
  const digits = NUMPAD_DIGIT.exec(press.code)?.[1] ?? (/^\d$/.test(press.key) ? press.key : undefined);
  if (digits !== undefined) return { do: 'digits', digits };
  switch (press.key) {
    case 'Enter':
      return { do: 'enter' };
    case 'Escape':
      return { do: 'escape' };
    case 'c':
    case 'C':
      return { do: 'clear' };
    case 'Delete':
      return press.code === 'NumpadDecimal' ? undefined : { do: 'clear' };
    default:
      return undefined;
  }
};
