/** What the walk of every-screen.window.test.ts finds, on pages that are right and wrong on purpose. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { walkByTab } from './harness/controls.ts';
import type { TillWindow } from './harness/till-window.ts';
import { openTillWindow } from './harness/till-window.ts';

const RING = ':focus { outline: 3px solid black }';
const BUTTONS = '<button>First</button> <button>Second</button> <button>Third</button>';

let shown: TillWindow;
beforeAll(async () => {
  shown = await openTillWindow();
});
afterAll(async () => shown.close());
beforeEach(() => shown.page.goto('about:blank'));

test('walks around a page with more Tab stops than controls', async () => {
  await shown.page.setContent(`<style>${RING}</style>${BUTTONS}<input type="date">`);
  expect(await walkByTab(shown.page)).toEqual({ missed: [], unseen: [] });
});

test('sees a control that gets the focus only after the key is released, as behind the end of a page', async () => {
  await shown.page.setContent(`<style>${RING}</style>${BUTTONS}`);
  await shown.page.evaluate(() => {
    const first = document.querySelector('button');
    let isBack = false;
    const comeBack = (): void => {
      isBack = true;
      first?.focus();
      isBack = false;
    };
    first?.addEventListener('focus', () => {
      if (isBack) return;
      first.blur();
      addEventListener('keyup', () => setTimeout(comeBack), { once: true });
    });
  });
  expect(await walkByTab(shown.page)).toEqual({ missed: [], unseen: [] });
});

test('names a control that Tab does not come to', async () => {
  await shown.page.setContent(`<style>${RING}</style>${BUTTONS}
    <button onfocus="this.blur()">Fourth</button>`);
  expect(await walkByTab(shown.page)).toEqual({ missed: ['button Fourth'], unseen: [] });
});

test('names a control on which the focus cannot be seen', async () => {
  await shown.page.setContent(`<style>${RING} .flat { outline: none }</style>${BUTTONS}
    <button class="flat">Fourth</button>`);
  expect(await walkByTab(shown.page)).toEqual({ missed: [], unseen: ['button Fourth'] });
});
