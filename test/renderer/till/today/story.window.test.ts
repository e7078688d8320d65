import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StoryView } from '#contract';
import type { TillWindow } from '../../harness/till-window.ts';
import { openTillWindow } from '../../harness/till-window.ts';
import { NOON, payment, signedIn } from '../../harness/views.ts';

let shown: TillWindow;
beforeAll(async () => {
  shown = await openTillWindow();
});
afterAll(async () => shown.close());

const LONG = 'Bestellung 龍門陣川菜館, Donaudampfschifffahrtsstraße';
const paid = payment({ state: 'paid', late: true, orderReference: LONG, note: LONG.repeat(3) });

const openStory = async (lines: StoryView['lines'] = []): Promise<void> => {
  await shown.size(1024, 600);
  const person = {
    id: 'maximiliane',
    name: 'Maximiliane-Ottilie von Hohenzollern',
    role: 'cashier',
  } as const;
  await shown.open({ history: [paid] }, signedIn({ person }));
  await shown.reply('payments.story', {
    ok: true,
    value: { payment: paid, cashier: person.name, walletNumber: '2026110522001461033', lines },
  });
  await shown.page.getByTestId('history-row').click();
  await shown.page.getByTestId('story').waitFor();
};

test('long words push nothing of a payment out of the window, and leave the connection’s word whole', async () => {
  await openStory();
  const outside = await shown.page.evaluate(
    () =>
      [...document.querySelectorAll('[data-testid="story"] *')].filter(
        (one) => one.getBoundingClientRect().right > innerWidth,
      ).length,
  );
  expect(outside).toBe(0);
  const cut = await shown.page
    .getByTestId('connection')
    .evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
  expect(cut).toBe(0);
});

test('what came on another day says which', async () => {
  const line = { sequence: 1, at: NOON, type: 'intended', statusName: null, detail: '' } as const;
  await openStory([
    line,
    { ...line, sequence: 2, at: NOON + 1_000 },
    { ...line, sequence: 3, at: NOON + 86_400_000 },
  ]);
  const times = await shown.page.getByTestId('story').locator('time').allInnerTexts();
  expect(times).toEqual(['12:00:00', '12:00:01', 'Fri 6 Nov 2026, 12:00:00']);
});
