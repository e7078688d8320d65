/** What environment variables ask of a start, apart from a bench. */

type Variables = Readonly<Record<string, string | undefined>>;

export type Staffing =
  | { readonly kind: 'usual' }
  /** People sign in everywhere, in training and on the bench too. */
  | { readonly kind: 'ask' }
  | { readonly kind: 'refused'; readonly why: string };

/** Reads COUNTERTOP_STAFF. */
export const readStaffing = ({ COUNTERTOP_STAFF: wish = '' }: Variables): Staffing => {
  if (wish === '') return { kind: 'usual' };
  return wish === 'ask'
    ? { kind: 'ask' }
    : { kind: 'refused', why: 'COUNTERTOP_STAFF can only be “ask”, or be left out.' };
};

export type SetUpWish =
  | { readonly kind: 'usual' }
  /** The till opens with the guided set-up. */
  | { readonly kind: 'ask' }
  | { readonly kind: 'refused'; readonly why: string };

/** Reads COUNTERTOP_SETUP. */
export const readSetUpWish = ({ COUNTERTOP_SETUP: wish = '' }: Variables): SetUpWish => {
  if (wish === '') return { kind: 'usual' };
  return wish === 'ask'
    ? { kind: 'ask' }
    : { kind: 'refused', why: 'COUNTERTOP_SETUP can only be “ask”, or be left out.' };
};
