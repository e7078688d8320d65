/** The texts that a window shows, with where they stand and what may cut them off, measured in its page. */

/** In CSS pixels of the window. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface ShownText {
  readonly words: string;
  /** The data-testid it stands in, or else its element's name. */
  readonly place: string;
  /** Each of its lines. */
  readonly lines: readonly Box[];
  /** What it must not leave: the boxes that hide what does not fit, but no way that can be scrolled. */
  readonly room: Box;
  /** The button or field around it. */
  readonly control: Box | null;
  /** Which scrolled area it is in; texts of different ones may pass each other. */
  readonly area: number;
  /** Names and references that are too long are cut; pointing at them tells them whole. */
  readonly isToldWhole: boolean;
  readonly size: number;
}

/** Runs in the page, so that it can use nothing from outside itself. */
export const measure = (): ShownText[] => {
  const bounds = ({ left, top, right, bottom }: DOMRect): Box => ({ left, top, right, bottom });
  const areas: Element[] = [];
  const dialog = [...document.querySelectorAll('dialog[open]')].at(-1);
  const isShown = (element: Element): boolean =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
    (!dialog || dialog.contains(element)) &&
    !element.closest('option, script, style');
  const roomOf = (element: Element): { room: Box; area: number; hidden: boolean } => {
    const room = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
    const free = { x: false, y: false };
    let area = -1;
    for (let box: Element | null = element; box; box = box.parentElement) {
      const { overflowX, overflowY, clipPath, display, position } = getComputedStyle(box);
      const { left, top, right, bottom } = box.getBoundingClientRect();
      if (clipPath !== 'none' || right - left <= 1) return { room, area, hidden: true };
      if (display === 'inline') continue;
      if (area === -1 && (position === 'sticky' || position === 'fixed')) area = areas.push(box) - 1;
      const scrolls = { x: /auto|scroll/.test(overflowX), y: /auto|scroll/.test(overflowY) };
      if (scrolls.y && area === -1) {
        if (!areas.includes(box)) areas.push(box);
        area = areas.indexOf(box);
      }
      free.y ||= scrolls.y && box.scrollHeight > box.clientHeight;
      if (!free.x && overflowX !== 'visible') {
        room.left = Math.max(room.left, left);
        room.right = Math.min(room.right, right);
      }
      if (!free.y && overflowY !== 'visible') {
        room.top = Math.max(room.top, top);
        room.bottom = Math.min(room.bottom, bottom);
      }
      // Nothing around an open dialog cuts it off.
      if (box === dialog) break;
    }
    // JSON knows no infinity.
    if (free.y) Object.assign(room, { top: -1e9, bottom: 1e9 });
    return { room, area, hidden: false };
  };
  const shown: ShownText[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { currentNode: node } = walker;
    const element = node.parentElement;
    const words = node.nodeValue?.trim() ?? '';
    if (!element || words === '' || !isShown(element)) continue;
    const { room, area, hidden } = roomOf(element);
    if (hidden) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const control = element.closest('button, a, label, summary');
    shown.push({
      words,
      place: element.closest('[data-testid]')?.getAttribute('data-testid') ?? element.localName,
      lines: [...range.getClientRects()].map(bounds),
      room,
      control: control && bounds(control.getBoundingClientRect()),
      area,
      isToldWhole: element.closest('[title]') !== null,
      size: Number.parseFloat(getComputedStyle(element).fontSize),
    });
  }
  for (const field of document.querySelectorAll('input:placeholder-shown')) {
    if (!(field instanceof HTMLInputElement) || field.placeholder === '' || !isShown(field)) continue;
    const { paddingLeft, paddingRight } = getComputedStyle(field);
    const { fontSize, font } = getComputedStyle(field, '::placeholder');
    const pen = document.createElement('canvas').getContext('2d');
    if (pen) pen.font = font;
    const { left, top, right, bottom } = field.getBoundingClientRect();
    const from = left + Number.parseFloat(paddingLeft);
    const room = { left: from, top, right: right - Number.parseFloat(paddingRight), bottom };
    shown.push({
      words: field.placeholder,
      place: field.dataset.testid ?? field.localName,
      lines: [{ ...room, right: from + (pen?.measureText(field.placeholder).width ?? 0) }],
      room,
      control: null,
      area: -2,
      // A hint may be cut in large letters only.
      isToldWhole:
        field.closest('[title]') !== null &&
        Number(document.documentElement.style.getPropertyValue('--text-size') || 1) > 1,
      size: Number.parseFloat(fontSize),
    });
  }
  return shown;
};
