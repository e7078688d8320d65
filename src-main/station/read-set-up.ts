export type SetUpWish =
  | { readonly kind: 'usual' }
  /** The till opens with the guided set-up. */
  | { readonly kind: 'ask' }
  | { readonly kind: 'refused'; readonly why: string };

/** Reads COUNTERTOP_SETUP. */
export const readSetUpWish = ({
  COUNTERTOP_SETUP: wish = '',
}: Readonly<Record<string, string | undefined>>): SetUpWish => {
  if (wish === '') return { kind: 'usual' };
  return wish === 'ask'
    ? { kind: 'ask' }
    : { kind: 'refused', why: 'COUNTERTOP_SETUP can only be “ask”, or be left out.' };
};
