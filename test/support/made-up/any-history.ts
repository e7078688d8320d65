/** A query of the history that every row matches. */
export const ANY_HISTORY = {
  text: '',
  filter: 'all',
  cashier: null,
  from: null,
  to: null,
  least: null,
  most: null,
} as const;
