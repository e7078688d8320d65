/** Until when a customer may have paid without the journal's knowledge, and how that ends. */
import { expect, test } from 'vitest';
import type { Gateway } from '#services/gateway/gateway-port.ts';
import { JournalRecovery } from '../../../src-main/station/journal-recovery.ts';
import type { ManagedShop } from '../../sqlite/kit/crash.ts';
import { afterPowerCut, keep, withoutLog } from '../../sqlite/kit/crash.ts';
import { sell } from '../../sqlite/kit/new-journal.ts';
import { newShop } from '../../sqlite/kit/shop-journal.ts';
import { countingIds, settings, silentLog, installation } from '../../support/station-kit.ts';

const MINUTE = 60_000;
const chen = { id: 'p2', name: 'Chen', role: 'manager' } as const;
type Listing = Awaited<ReturnType<Gateway['list']>>;
const OFFLINE: Listing = { kind: 'unreachable', detail: '' };
const NOTHING: Listing = {
  kind: 'ok',
  value: { payments: [], unread: [], pageIndex: 1, totalPages: 0, totalCount: 0 },
};
const UNCOUNTED: Listing = {
  kind: 'ok',
  value: { payments: [], unread: [], pageIndex: null, totalPages: null, totalCount: null },
};

/** A till whose last sale is lost, with a gateway that answers as `answers` says. */
const lostSale = async () => {
  const shop = newShop();
  const first = keep(shop);
  sell(first.kept.journal, 'T1-1');
  await first.kept.close();
  sell(keep(shop).kept.journal, 'T1-2');
  return keep(withoutLog(afterPowerCut(shop)));
};
const recovering = ({ kept, clock }: ManagedShop) => {
  const answers: { list: Listing } = { list: OFFLINE };
  let asked = 0;
  const list = (): Promise<Listing> => {
    asked += 1;
    return Promise.resolve(answers.list);
  };
  const noRefund = () => Promise.reject(new Error('no refund was lost'));
  const held = { times: 0 };
  const recovery = new JournalRecovery(kept, clock, settings, {
    begin: () => void (held.times += 1),
    end: () => undefined,
  });
  const start = (): void =>
    recovery.start({
      clock,
      settings,
      ids: countingIds(),
      log: silentLog,
      installation,
      gateway: { list, listRefunds: noRefund, getRefund: noRefund },
      refunds: { tracker: { applyReported: () => undefined } },
      payments: { resume: () => undefined },
      changes: { emit: () => undefined },
    });
  return { recovery, start, answers, held, asked: () => asked };
};

test('a gateway that is offline at the start keeps the question open, and answers it when it is back', async () => {
  const shop = await lostSale();
  const { recovery, start, answers } = recovering(shop);
  expect(recovery.mayLackPayments).toBe(true);
  start();
  await shop.clock.pass(10 * MINUTE);
  expect(recovery.mayLackPayments).toBe(true);
  answers.list = NOTHING;
  await shop.clock.pass(MINUTE);
  expect(recovery.mayLackPayments).toBe(false);
  expect(shop.kept.recovery.read()).toMatchObject({ found: 0, complete: true });
  recovery.dismiss();
  expect(shop.kept.recovery.read()).toBeNull();
});

test('a list that may be incomplete asks only as long as a customer may still be at the counter', async () => {
  const shop = await lostSale();
  const { recovery, start, answers } = recovering(shop);
  answers.list = UNCOUNTED;
  start();
  await shop.clock.pass(0);
  expect(recovery.mayLackPayments).toBe(true);
  recovery.dismiss();
  expect(shop.kept.recovery.read()).toMatchObject({ found: 0, complete: false });
  await shop.clock.pass((settings.terminal.tokenLifetime + 5) * MINUTE);
  expect(recovery.mayLackPayments).toBe(false);
});

test('a manager accepts an incomplete list by name, and the gateway is not asked again', async () => {
  const shop = await lostSale();
  const { recovery, start, answers, asked } = recovering(shop);
  answers.list = UNCOUNTED;
  start();
  await shop.clock.pass(0);
  await recovery.accept(chen);
  expect(shop.kept.journal.lastRecord('tail-accepted')?.record).toMatchObject({ by: chen, imported: 0 });
  expect(recovery.mayLackPayments).toBe(false);
  const before = asked();
  await shop.clock.pass(24 * 60 * MINUTE);
  expect(asked()).toBe(before);
});

test('two presses of the button accept it once', async () => {
  const shop = await lostSale();
  const { recovery, start, answers } = recovering(shop);
  answers.list = UNCOUNTED;
  start();
  await shop.clock.pass(0);
  await Promise.all([recovery.accept(chen), recovery.accept(chen)]);
  expect(shop.kept.journal.records(['tail-accepted'], 0)).toHaveLength(1);
  expect(shop.kept.recovery.read()).toBeNull();
});

test('charges are held until the gateway has answered once, not while an incomplete list is asked for again', async () => {
  const shop = await lostSale();
  const first = recovering(shop);
  first.answers.list = UNCOUNTED;
  first.start();
  expect(first.held.times).toBe(1);
  await shop.clock.pass(0);
  await first.recovery.stop();
  const second = recovering(shop);
  second.start();
  expect(second.held.times).toBe(0);
  await second.recovery.stop();
});

test('what was never answered cannot be accepted', async () => {
  const shop = await lostSale();
  const { recovery, start } = recovering(shop);
  start();
  await shop.clock.pass(0);
  await recovery.accept(chen);
  recovery.dismiss();
  expect(recovery.mayLackPayments).toBe(true);
  expect(shop.kept.journal.lastRecord('tail-accepted')).toBeUndefined();
});
