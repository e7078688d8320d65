import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TillView } from '#contract';
import type { TillWindow } from '../../harness/till-window.ts';
import { openTillWindow } from '../../harness/till-window.ts';
import { payment, till } from '../../harness/views.ts';

let shown: TillWindow;
beforeAll(async () => {
  shown = await openTillWindow();
});
afterAll(async () => shown.close());

/** Content of the field that a notice covers, at least in part. */
const covered = (): Promise<readonly string[]> =>
  shown.page.evaluate(() => {
    const notices = document.querySelector('.field .notices');
    const top = notices?.firstElementChild?.getBoundingClientRect().top ?? Infinity;
    const below = [...(notices?.parentElement?.querySelectorAll('*') ?? [])].filter(
      (one) => !notices?.contains(one) && one.getBoundingClientRect().bottom > top,
    );
    return below.map((one) => one.outerHTML.slice(0, 80));
  });

describe.each([
  [1280, 800],
  [1024, 600],
])('at %i × %i', (width, height) => {
  test.each([
    ['that the gateway is down', { connection: 'gateway-down' }],
    ['that another payment came late', { unsettled: [payment({ state: 'paid', late: true })] }],
    ['that the clock is wrong', { clockSkewMs: 400_000 }],
  ] satisfies [string, Partial<TillView>][])(
    'a notice %s covers nothing of a running sale',
    async (_why, told) => {
      await shown.size(width, height);
      const current = payment({ state: 'open', code: 'https://pay.example/1' });
      await shown.open({ till: till({ current, ...told }), history: [current] });
      await shown.page.locator('.field .notices > *').first().waitFor();
      expect(await covered()).toEqual([]);
    },
  );
});
