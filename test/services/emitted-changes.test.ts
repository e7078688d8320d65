import { expect, test } from 'vitest';
import { settle } from '../support/fakes/hand-clock.ts';
import { started, stateOf, stationKit } from '../support/station-kit.ts';
import { paidShop } from './refund/refund-kit.ts';

test('the windows are told of each change of a sale once, with the change in the journal', async () => {
  const kit = stationKit();
  const told: unknown[] = [];
  kit.changes.on('payment', ({ reference, state }) =>
    told.push([state, stateOf(kit, reference), kit.journal.entries.length]),
  );
  const reference = started(kit);
  await settle();
  kit.gateway.set(reference, { statusId: 2 });
  await kit.clock.pass(3_000);
  expect(told).toEqual([
    ['sending', 'sending', 1],
    ['open', 'open', 2],
    ['paid', 'paid', 3],
  ]);
});

test('the windows are told of each change of a refund once, with the change in the journal', async () => {
  const shop = paidShop();
  const told: unknown[] = [];
  shop.changes.on('refund', ({ reference, state }) =>
    told.push([state, shop.stateOf(reference), shop.journal.refundStory(reference).length]),
  );
  const reference = await shop.refunded(250);
  await shop.clock.pass(0);
  shop.gateway.set(reference, 2);
  await shop.clock.pass(3_600_000);
  expect(told).toEqual([
    ['sending', 'sending', 1],
    ['requested', 'requested', 2],
    ['refunded', 'refunded', 3],
  ]);
});

test('a window that cannot be told does not keep the till from charging', () => {
  const kit = stationKit();
  kit.changes.on('payment', () => {
    throw new Error('SQLITE_IOERR');
  });
  const start = kit.desk.start(1250, '');
  expect(start).toMatchObject({ started: true, payment: { state: 'sending' } });
});
