import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TillWindow } from '../../harness/till-window.ts';
import { openTillWindow } from '../../harness/till-window.ts';
import { payment, signedIn, till } from '../../harness/views.ts';

let shown: TillWindow;
beforeAll(async () => {
  shown = await openTillWindow();
});
afterAll(async () => shown.close());

const at = (testid: string) => shown.page.getByTestId(testid);
const DONE = { ok: true, value: {} };
const problem = (code: string, details = {}) => ({ ok: false, problem: { code, details } });
const late = payment({ state: 'paid', late: true });
const needed = (request: string) =>
  problem('approval-needed', { permission: 'settle-late', request, payment: late.reference });

const askFor = async (request: string): Promise<void> => {
  await shown.reply('payments.acceptUnsettled', needed(request));
  await at('late-accept').click();
  await at('approval').waitFor();
};
const enterPin = async (): Promise<void> => {
  await at('person-sun').click();
  for (const digit of '290417') await shown.page.keyboard.press(`Numpad${digit}`);
  await shown.page.keyboard.press('NumpadEnter');
};

test('an action is not done by the approval of another one that was cancelled while the PIN was checked', async () => {
  const person = { id: 'lin', name: 'Lin', role: 'cashier' } as const;
  await shown.open({ till: till({ unsettled: [late] }) }, signedIn({ person }));
  await shown.reply('payments.story', { ok: true, value: { payment: late, cashier: 'Lin', lines: [] } });
  await askFor('r-1');
  await shown.reply('session.approve', 'held');
  await enterPin();
  await at('approval-cancel').click();
  await at('approval').waitFor({ state: 'detached' });
  await askFor('r-2');
  await shown.release(DONE);
  await shown.reply('session.approve', problem('pin-wrong'));
  await enterPin();
  await at('pin-problem').waitFor();
  expect(await shown.calls('payments.acceptUnsettled')).toHaveLength(2);
});
