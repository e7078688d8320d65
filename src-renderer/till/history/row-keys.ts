/** The arrows, Page Up and Down, Home and End among the rows of a list that scrolls. */

const rowsIn = (list: HTMLElement): readonly HTMLElement[] => [
  ...list.querySelectorAll<HTMLElement>('[data-testid="history-row"]'),
];

/** How many rows are in sight, but for one that stays as a hold for the eye. */
const pageOf = (list: HTMLElement, row: HTMLElement): number =>
  Math.max(1, Math.floor(list.clientHeight / row.offsetHeight) - 2);

const stepOf = (key: string, page: number): number | undefined =>
  ({ ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity })[key];

/**
 * Moves the focus from the row that has it; false where the key means nothing, and 'above' where it leads out of the
 * list at its top.
 */
export const moveAmongRows = (list: HTMLElement, key: string): boolean | 'above' => {
  const rows = rowsIn(list);
  const at = rows.findIndex((row) => row === document.activeElement);
  const [here] = rows.slice(at);
  const step = at < 0 || !here ? undefined : stepOf(key, pageOf(list, here));
  if (step === undefined) return false;
  if (at === 0 && key === 'ArrowUp') return 'above';
  const to = Math.min(rows.length - 1, Math.max(0, at + step));
  rows[to]?.focus();
  // Nothing above it hides, such as the day that it belongs to.
  if (to === 0) list.scrollTop = 0;
  return true;
};

/** The row that Tab reaches. */
export const enterRows = (list: HTMLElement): boolean => {
  const row = list.querySelector<HTMLElement>('[data-testid="history-row"][tabindex="0"]');
  row?.focus();
  return row !== null;
};
