import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeViolations } from '../../harness/axe.ts';
import type { TillWindow } from '../../harness/till-window.ts';
import { openTillWindow } from '../../harness/till-window.ts';
import { appearance, payment, people, signedIn, till } from '../../harness/views.ts';

let shown: TillWindow;
beforeAll(async () => {
  shown = await openTillWindow();
});
afterAll(async () => shown.close());

const at = (testid: string) => shown.page.getByTestId(testid);
const DONE = { ok: true, value: {} };
const problem = (code: string, details = {}) => ({ ok: false, problem: { code, details } });
const lin = { id: 'lin', name: 'Lin', role: 'cashier' } as const;
const chen = { id: 'chen', name: 'Chen', role: 'manager' } as const;
const typeOn = async (pin: string): Promise<void> => {
  for (const digit of pin) await shown.page.keyboard.press(`Numpad${digit}`);
};

describe('an action that a cashier may not do alone', () => {
  const late = payment({ state: 'paid', late: true });
  const askFor = async (
    person: typeof lin | typeof chen = lin,
    of = late,
    staff = [...people],
  ): Promise<void> => {
    await shown.open({ till: till({ unsettled: [of] }) }, signedIn({ person, people: staff }));
    await shown.reply('payments.story', { ok: true, value: { payment: of, cashier: 'Lin', lines: [] } });
    const { reference } = of;
    const needed = { permission: 'settle-late', request: 'r-1', payment: reference };
    await shown.reply('payments.acceptUnsettled', problem('approval-needed', needed));
    await at('late-accept').click();
    await at('approval').waitFor();
  };

  test('asks for a colleague who may approve it, and is then done without a second request', async () => {
    await askFor();
    expect(await at('approval').textContent()).toContain('Settling a late payment');
    expect(await at('approval').textContent()).toContain('valid once');
    expect((await at('approval-subject').innerText()).match(/12\.50/g)).toHaveLength(1);
    expect(await at('approval-subject').innerText()).toContain(late.reference);
    expect(await at('person-lin').count()).toBe(0);
    await shown.reply('session.approve', DONE);
    await shown.reply('payments.acceptUnsettled', { ok: true, value: late });
    await at('person-sun').click();
    expect(await at('pin-dots').locator('i').count()).toBe(6);
    await typeOn('290417');
    await shown.page.keyboard.press('NumpadEnter');
    await at('approval').waitFor({ state: 'detached' });
    expect(await shown.calls('session.approve')).toEqual([
      { id: 'sun', pin: '290417', permission: 'settle-late', request: 'r-1' },
    ]);
    expect(await shown.calls('payments.acceptUnsettled')).toHaveLength(2);
  });

  test('names an approver as on the staff list, also one who has a cashier’s name', async () => {
    const sameName = people.map((one) => (one.id === 'sun' ? { ...one, name: 'Lin' } : one));
    await askFor(lin, late, sameName);
    expect(await at('person-sun').innerText()).toContain('Lin (2)');
    await at('person-sun').click();
    expect(await at('approval').innerText()).toMatch(/Lin \(2\)[^]*Lin \(2\)/);
  });

  test('names what was taken first, where that is not what was charged', async () => {
    await askFor(lin, { ...late, amountMismatch: { amount: 9_999, currency: 'CNY' } });
    await expect.poll(() => at('approval-subject').innerText()).toMatch(/^¥99\.99\s+instead of ¥12\.50/);
  });

  test('is not done by the approval of another one that was cancelled while the PIN was checked', async () => {
    const enterPin = async (): Promise<void> => {
      await at('person-sun').click();
      await typeOn('290417');
      await shown.page.keyboard.press('NumpadEnter');
    };
    await askFor();
    await shown.reply('session.approve', 'held');
    await enterPin();
    await at('approval-cancel').click();
    await at('approval').waitFor({ state: 'detached' });
    const needed = { permission: 'settle-late', request: 'r-2', payment: late.reference };
    await shown.reply('payments.acceptUnsettled', problem('approval-needed', needed));
    await at('late-accept').click();
    await at('approval').waitFor();
    await shown.release(DONE);
    await shown.reply('session.approve', problem('pin-wrong'));
    await enterPin();
    await at('pin-problem').waitFor();
    expect(await shown.calls('payments.acceptUnsettled')).toHaveLength(2);
  });

  test('names the amount once where the whole payment is to be refunded, and both where a part is', async () => {
    for (const [amount, named] of [
      [1_250, ['12.50']],
      [250, ['2.50', '12.50']],
    ] as const) {
      await shown.open({ till: till({ unsettled: [late] }) }, signedIn({ person: lin }));
      await shown.reply('payments.story', { ok: true, value: { payment: late, cashier: 'Lin', lines: [] } });
      const needed = { permission: 'approve-refund', request: 'r-3', payment: late.reference, amount };
      await shown.reply('payments.acceptUnsettled', problem('approval-needed', needed));
      await at('late-accept').click();
      const amounts = async () => (await at('approval-subject').innerText()).match(/\d+\.\d\d/g);
      await expect.poll(amounts).toEqual(named);
    }
  });

  test('asks a manager only for the own PIN again, once the till has stood unused', async () => {
    await askFor(chen);
    expect(await at('approval').textContent()).toContain('Nobody touched the till for a minute');
    await shown.reply('session.approve', DONE);
    await shown.reply('payments.acceptUnsettled', { ok: true, value: late });
    await typeOn('290417');
    await shown.page.keyboard.press('NumpadEnter');
    await at('approval').waitFor({ state: 'detached' });
    expect(await shown.calls('session.approve')).toMatchObject([{ id: 'chen', pin: '290417' }]);
  });

  test('can be left in letters twice as large, too, without scrolling for the way out', async () => {
    await shown.size(1024, 600);
    await askFor();
    await shown.push('appearance.changed', appearance({ textSize: 200 }));
    await shown.page.locator('[data-letters="large"]').waitFor({ state: 'attached' });
    const { y = 0, height = 0 } = (await at('approval-cancel').boundingBox()) ?? {};
    expect(y + height).toBeLessThanOrEqual(600);
    await at('approval-cancel').click();
    await at('approval').waitFor({ state: 'detached' });
    await shown.size(1280, 800);
  });

  test('is not done when nobody approves it', async () => {
    await askFor();
    expect(await axeViolations(shown.page)).toEqual([]);
    await shown.page.keyboard.press('Escape');
    await at('approval').waitFor({ state: 'detached' });
    expect(await shown.calls('payments.acceptUnsettled')).toHaveLength(1);
    expect(await at('problem').textContent()).toContain('Approval needed');
  });
});
