import type { Page } from 'playwright-core';

/** Everything that can be operated; not what is hidden, disabled or behind an open dialog. */
const CONTROLS = `(() => {
  const dialog = [...document.querySelectorAll('dialog[open]')].at(-1);
  const isShown = (element) => element.checkVisibility({ visibilityProperty: true });
  const all = [...(dialog ?? document).querySelectorAll(
    'button, input, select, textarea, a[href], summary, [tabindex="0"]',
  )].filter((element) => !element.disabled && !element.closest('fieldset:disabled') && isShown(element));
  globalThis.nameOf = (element) =>
    [element.tagName.toLowerCase(), element.dataset.testid, element.getAttribute('aria-label'),
     element.textContent.trim().slice(0, 30)].filter(Boolean).join(' ');
  return all;
})()`;

/**
 * Controls that are too small for a finger: 48 px for what charges, confirms or types, 24 px for the rest.
 */
export const smallTargets = (page: Page): Promise<readonly string[]> =>
  page.evaluate<readonly string[]>(`(() => ${CONTROLS}.flatMap((control) => {
    // A thing that only scrolls is not a target.
    if (control.matches('div, section, pre')) return [];
    const { width, height } = (control.closest('label') ?? control).getBoundingClientRect();
    const least = control.matches('.slab, .primary, .danger, .keypad button') ? 48 : 24;
    return Math.min(width, height) < least - 0.5 ? [\`\${nameOf(control)}: \${width} × \${height}\`] : [];
  }))()`);

/** From now on, notes what had the focus when a dialog opened. */
export const watchDialogs = (page: Page): Promise<unknown> =>
  page.addInitScript(`{
    const { showModal } = HTMLDialogElement.prototype;
    HTMLDialogElement.prototype.showModal = function () {
      globalThis.cameFrom = document.activeElement;
      showModal.call(this);
    };
  }`);

/** What is wrong after Escape in the open dialog: it is still open, or the focus has not returned. */
export const wrongAfterEscape = async (page: Page): Promise<readonly string[]> => {
  const dialogs = page.locator('dialog[open]');
  if ((await dialogs.count()) === 0) return [];
  await page.keyboard.press('Escape');
  await dialogs.first().waitFor({ state: 'detached' });
  return page.evaluate<readonly string[]>(`(() => {
    const { activeElement, body } = document;
    return activeElement === cameFrom && activeElement !== body ? [] : [nameOf(activeElement)];
  })()`);
};

/**
 * Tabs through the page from the current focus until everything was reached, at most twice around. Radio
 * buttons of one name, and rows for the arrow keys (tabindex -1), count as one control.
 */
export const walkByTab = async (page: Page): Promise<Walked> => {
  const count = await page.evaluate<number>(WATCH_FOCUS);
  const most = 2 * (count + 12);
  let seen = await look(page);
  // Asked after a round, and then now and then: asking after each key would take longer than the key.
  for (let pressed = 0; pressed < most && seen.missed.length > 0;) {
    const next = pressed === 0 ? count : pressed + 4;
    for (; pressed < next; pressed++) await page.keyboard.press('Tab');
    seen = await look(page);
  }
  return seen;
};

interface Walked {
  readonly missed: readonly string[];
  readonly unseen: readonly string[];
}

const look = (page: Page): Promise<Walked> => page.evaluate<Walked>(MISSED);

/**
 * Notes what has the focus after a key, and whether that is visible: a ring or caret of 3 px with 3:1
 * contrast.
 */
const SEE_FOCUS = `(() => {
  const element = document.activeElement;
  if (element === document.body || reached.has(element)) return;
  reached.add(element);
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const light = (...layers) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const layer of layers) { canvas.fillStyle = layer; canvas.fillRect(0, 0, 1, 1); }
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((v) => v / 255)
      .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const layersAt = (x, y) =>
    ['white', ...document.elementsFromPoint(x, y).reverse().map((one) => getComputedStyle(one).backgroundColor)];
  const shows = (one) => {
    const { outlineStyle, outlineWidth, outlineColor, outlineOffset } = getComputedStyle(one);
    if (outlineStyle === 'none' || parseFloat(outlineWidth) < 3) return false;
    const { left, top, height } = one.getBoundingClientRect();
    const behind = layersAt(left + (parseFloat(outlineOffset) < 0 ? 5 : -1), top + height / 2);
    const [dark, bright] = [light(...behind, outlineColor), light(...behind)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05) >= 3;
  };
  const { borderRightWidth, borderRightColor } = getComputedStyle(element);
  const hasCaret = parseFloat(borderRightWidth) >= 3 && !/, 0\\)$|\\/ 0\\)$|transparent/.test(borderRightColor);
  if (![element, element.closest('label, .date')].some((one) => one && shows(one)) && !hasCaret)
    unseen.add(nameOf(element));
})()`;

/**
 * Returns how many controls there are. A key is released once its screen has reacted, except behind the last control:
 * there the focus leaves the page, and may be back, on the first control, only when the next key goes down.
 */
const WATCH_FOCUS = `(() => {
  globalThis.reached = new Set(); globalThis.unseen = new Set();
  globalThis.controls = ${CONTROLS};
  globalThis.isAway = false;
  globalThis.seeFocus = () => ${SEE_FOCUS};
  globalThis.noteFocus ??= [
    addEventListener('keyup', () => {
      isAway = document.activeElement === document.body;
      seeFocus();
    }, true),
    addEventListener('keydown', () => isAway && seeFocus(), true),
  ];
  return controls.length;
})()`;

const MISSED = `(() => {
  const groups = new Set([...reached].filter((one) => one.type === 'radio').map((one) => one.name));
  const missed = controls.filter((one) => !reached.has(one) && !(one.type === 'radio' && groups.has(one.name))
    && one.tabIndex >= 0);
  return { missed: missed.map(nameOf), unseen: [...unseen] };
})()`;

/** Controls that cannot be scrolled into view and pressed. */
export const outOfReach = (page: Page): Promise<readonly string[]> =>
  page.evaluate<readonly string[]>(`(() => {
    const lost = ${CONTROLS}.filter((control) => {
      const pressed = control.closest('label') ?? control;
      pressed.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      const { left, top, width, height } = pressed.getBoundingClientRect();
      const hit = document.elementFromPoint(left + width / 2, top + height / 2);
      return !hit || !(pressed.contains(hit) || hit.closest('label, button') === pressed);
    });
    for (const one of document.querySelectorAll('main, main *')) if (one.scrollTop > 0) one.scrollTo(0, 0);
    return lost.map(nameOf);
  })()`);
