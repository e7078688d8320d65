/** Arrow keys, Page Up and Down, Home and End in a scrolling list of rows. */

const rowsIn = (list: HTMLElement): readonly HTMLElement[] => [
  ...list.querySelectorAll<HTMLElement>('[data-testid="history-row"]'),
];

/** How many rows Page Up and Page Down move: two fewer than fit, so that the eye keeps its place. */
const pageOf = (list: HTMLElement, row: HTMLElement): number =>
  Math.max(1, Math.floor(list.clientHeight / row.offsetHeight) - 2);

const stepOf = (key: string, page: number): number | undefined =>
  ({ ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity })[key];

/**
 * Moves the focus from the focused row. False if the key means nothing here; 'above' if it leads out of the
 * list at the top.
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
  // At the top, what stands above the first row, such as its day, comes into view too.
  if (to === 0) list.scrollTop = 0;
  return true;
};

/** The row that Tab reaches. */
export const enterRows = (list: HTMLElement): boolean => {
  const row = list.querySelector<HTMLElement>('[data-testid="history-row"][tabindex="0"]');
  row?.focus();
  return row !== null;
};
