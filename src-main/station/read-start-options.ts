/** Options of a start that environment variables set, apart from a bench. */

type Variables = Readonly<Record<string, string | undefined>>;

export type Staffing =
  | { readonly kind: 'usual' }
  /** People sign in everywhere, in training and on the bench too. */
  | { readonly kind: 'ask' }
  | { readonly kind: 'refused'; readonly why: string };

/** Reads COUNTERTOP_STAFF. */
export const readStaffing = ({ COUNTERTOP_STAFF: value = '' }: Variables): Staffing => {
  if (value === '') return { kind: 'usual' };
  return value === 'ask'
    ? { kind: 'ask' }
    : { kind: 'refused', why: 'COUNTERTOP_STAFF can only be “ask”, or be left out.' };
};

export type SetUpOption =
  | { readonly kind: 'usual' }
  /** The till opens with the guided set-up. */
  | { readonly kind: 'ask' }
  | { readonly kind: 'refused'; readonly why: string };

/** Reads COUNTERTOP_SETUP. */
export const readSetUpOption = ({ COUNTERTOP_SETUP: value = '' }: Variables): SetUpOption => {
  if (value === '') return { kind: 'usual' };
  return value === 'ask'
    ? { kind: 'ask' }
    : { kind: 'refused', why: 'COUNTERTOP_SETUP can only be “ask”, or be left out.' };
};
