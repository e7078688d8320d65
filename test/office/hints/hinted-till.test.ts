/** The gateway notifies the office, the office hints to the till, and the till asks the gateway. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { PACE } from '#domain/pace.ts';
import { customerSnapshot } from '#handlers/views/snapshot.ts';
import { RECEIPT_WORDS } from '#words/receipt-words.ts';
import { HandClock } from '../../support/fakes/hand-clock.ts';
import type { HintedTill } from '../../support/office/hinted-till.ts';
import { charged, openHintedTill } from '../../support/office/hinted-till.ts';
import { PATIENCE_MS } from '../../support/patience.ts';

const asked = async ({ simulator }: HintedTill): Promise<number> => {
  const answer = await fetch(`${simulator.url}/__control/requests`);
  const { requests } = (await answer.json()) as { requests: { method: string; path: string }[] };
  return requests.filter(({ method, path }) => method === 'GET' && /payments\/\d+$/.test(path)).length;
};

const clock = new HandClock(Date.now());
let till: HintedTill;

/** Runs what is due by now, until `isSo`; `passing` ms pass before each look. */
const until = async (isSo: () => boolean, passing = 0): Promise<void> => {
  await vi.waitUntil(
    async () => {
      await clock.pass(passing);
      return isSo();
    },
    { timeout: PATIENCE_MS },
  );
};

beforeAll(async () => {
  till = await openHintedTill(clock);
  let isHeard = false;
  void till.isHeard.then(() => (isHeard = true));
  await until(() => isHeard);
}, PATIENCE_MS);
afterAll(() => till.close());

test('a customer’s payment is paid at the till long before the next poll', async () => {
  const reference = await charged(till, 1_250);
  expect(await asked(till)).toBe(0);
  till.simulator.act('latest', 'pay');
  await clock.pass(PACE.hints.after);
  expect(clock.now()).toBeLessThan(till.station.journal.payment(reference)!.startedAt + PACE.firstPoll);
  await until(() => till.station.journal.payment(reference)?.state === 'paid');
  expect(await asked(till)).toBe(1);
  till.station.payments.dismiss(reference);
});

test('a notification settles nothing: only the gateway’s answer counts', async () => {
  const before = await asked(till);
  const reference = await charged(till, 2_000);
  const forged = { Payment: { MerchantTransactionID: reference, Amount: '2000', Status: { ID: 2 } } };
  const told = await fetch(till.notificationUrl, {
    method: 'POST',
    headers: { authorization: till.authorization },
    body: JSON.stringify(forged),
  });
  expect(told.status).toBe(204);
  await clock.pass(PACE.hints.after);
  let looked = before;
  void (async () => {
    while (looked === before) looked = await asked(till);
  })();
  await until(() => looked === before + 1);
  expect(till.station.journal.payment(reference)?.state).toBe('open');
  till.simulator.act('latest', 'decline');
  await clock.pass(PACE.firstPoll * 2);
  await until(() => till.station.journal.payment(reference)?.state === 'failed');
  till.station.payments.dismiss(reference);
});

test('once it is paid, the customer sees the address of the receipt at the office, as soon as the till has pushed the payment', async () => {
  const reference = await charged(till, 3_000);
  expect(customerSnapshot(till.station).receipt).toBeNull();
  till.simulator.act('latest', 'pay');
  await clock.pass(PACE.hints.after);
  await until(() => till.station.journal.payment(reference)?.state === 'paid');
  const address = customerSnapshot(till.station).receipt ?? '';
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/r\/[\w.-]+\?l=en$/);
  expect(await (await fetch(address)).text()).toContain(RECEIPT_WORDS.en.onItsWay);
  // A push that was under way has left the last rows for the next one.
  await until(() => till.station.office.standing.behind === null, PACE.office.gather);
  const text = await (await fetch(address)).text();
  expect(text).toContain(`<dd>${reference}</dd>`);
  expect(text).toContain('<p class="amount">CNY 30.00</p>');
  expect(text).toContain('<p class="note">1 Garden Road</p>');
});
