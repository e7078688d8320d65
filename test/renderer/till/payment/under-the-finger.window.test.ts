/** A push may change what stands under a finger that is on its way: what has just come there is not pressed. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { TillWindow } from '../../harness/till-window.ts';
import { openTillWindow } from '../../harness/till-window.ts';
import { payment, till, unready } from '../../harness/views.ts';

let shown: TillWindow;
beforeAll(async () => {
  shown = await openTillWindow();
});
afterAll(async () => shown.close());
beforeEach(async () => shown.size(1280, 800));

const at = (testid: string) => shown.page.getByTestId(testid);
/** A finger that is on its way: it presses these as soon as they are there. The result waits for it. */
const reachFor = async (...selectors: readonly string[]): Promise<() => Promise<void>> => {
  const pressed = await shown.page.evaluateHandle(
    (wanted) => ({
      done: new Promise<void>((done) => {
        const arrival = new MutationObserver(() => {
          const found = wanted.map((one) => document.querySelector<HTMLElement>(one));
          if (found.includes(null)) return;
          arrival.disconnect();
          for (const one of found) one?.click();
          done();
        });
        arrival.observe(document.body, { subtree: true, childList: true, attributes: true });
      }),
    }),
    selectors,
  );
  return async () => pressed.evaluate(async ({ done }) => done);
};

test('“The same again” charges nothing where “Park” has just been', async () => {
  const unknown = payment({ state: 'unknown', problem: { code: 'gateway-no-answer', details: {} } });
  await shown.open({ till: till({ current: unknown }), history: [unknown] });
  await at('new-sale').waitFor();
  const pressed = await reachFor('[data-testid="charge-again"]');
  await shown.push('till.changed', till({ current: { ...unknown, state: 'paid', problem: null } }));
  await pressed();
  expect([await shown.calls('payments.dismiss'), await shown.calls('payments.start')]).toEqual([[], []]);
  await shown.reply('payments.start', { ok: false, problem: { code: 'payment-running', details: {} } });
  await at('charge-again').click();
  await expect.poll(() => shown.calls('payments.start')).toHaveLength(1);
});

test('“Sign in” signs nobody out where “Try again” has just been', async () => {
  await shown.open({ till: unready('no-internet', 'try-again') });
  await at('readiness-remedy').waitFor();
  const pressed = await reachFor('[data-remedy="sign-in"]');
  await shown.push('till.changed', unready('sign-in-needed', 'sign-in'));
  await pressed();
  expect(await shown.calls('session.signOut')).toEqual([]);
  await at('readiness-remedy').click();
  await expect.poll(() => shown.calls('session.signOut')).toHaveLength(1);
});

test('a late payment that has just come is not accepted in place of the one before', async () => {
  const first = payment({ state: 'paid', late: true });
  const second = payment({ reference: 'T1-20261105-000013-QK3M9Z7B', state: 'paid', late: true });
  await shown.open({ till: till({ unsettled: [first] }) });
  await at('late-accept').waitFor();
  const added = `[data-reference="${second.reference}"]`;
  const pressed = await reachFor(
    `${added} [data-testid="late-accept"]`,
    `${added} [data-testid="late-refund"]`,
  );
  await shown.push('till.changed', till({ unsettled: [first, second] }));
  await pressed();
  expect([await shown.calls('payments.acceptUnsettled'), await at('story').count()]).toEqual([[], 0]);
  await shown.reply('payments.acceptUnsettled', { ok: true, value: second });
  await at('late-accept').last().click();
  const { reference } = second;
  await expect.poll(() => shown.calls('payments.acceptUnsettled')).toEqual([{ reference, state: 'paid' }]);
});
