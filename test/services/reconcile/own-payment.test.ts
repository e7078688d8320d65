/** What the gateway's list of a day may change of a payment of ours. */
import { expect, test } from 'vitest';
import type { GatewayPayment } from '#domain/gateway/gateway-payment.ts';
import type { Gateway } from '#services/gateway/gateway-port.ts';
import { chen } from '../day/day-kit.ts';
import { DAY, reconcileKit, whys } from './reconcile-kit.ts';

const [OPEN, PAID, CANCELLED, FAILED] = [1, 2, 3, 4];

/** A day whose list has these rows and, unless it lacks that, the payment's own row, which cannot be read. */
const listing = (besides: (own: GatewayPayment) => readonly GatewayPayment[], lacksOwn = false) => {
  const own: GatewayPayment[] = [];
  const reach = (gateway: Gateway): Gateway => ({
    ...gateway,
    list: async (filter) => {
      const listed = await gateway.list(filter);
      if (listed.kind !== 'ok') return listed;
      const unreadRows = lacksOwn ? [] : own.map(({ id, reference }) => ({ id, name: reference }));
      const unread = unreadRows.map(({ name }) => name);
      const payments = own.flatMap(besides);
      const totalCount = unread.length + payments.length;
      const value = { ...listed.value, payments, unread, unreadRows, totalCount };
      return { ...listed, value };
    },
    get: (id) => {
      const value = own.flatMap(besides).find((one) => one.id === id);
      return value ? Promise.resolve({ kind: 'ok', value }) : gateway.get(id);
    },
  });
  return { own, reach };
};

test('a payment whose own row cannot be read ends as the page of its ID says', async () => {
  const { own, reach } = listing(() => []);
  const kit = await reconcileKit(reach);
  const made = await kit.there('T1-1', CANCELLED);
  kit.here('T1-1', [OPEN], { ...made, statusId: OPEN });
  own.push(made);
  await kit.clock.pass(1_000);
  await kit.reconciler.reconcile(DAY, chen);
  expect(kit.journal.payment('T1-1')?.state).toBe('cancelled');
});

test.each([
  ['known by its ID, whose row cannot be read', 'open', 'ended-there', true, false],
  ['known by its ID, whose row is not listed', 'open', 'ended-there', true, true],
  ['of unknown outcome, whose row cannot be read', 'unknown', 'unclear', false, false],
])('a refused duplicate does not end a payment %s', async (_how, state, why, isKnown, lacksOwn) => {
  const { own, reach } = listing((one) => [{ ...one, id: '99', statusId: FAILED }], lacksOwn);
  const kit = await reconcileKit(reach);
  const made = await kit.there('T1-1', OPEN);
  kit.here('T1-1', [OPEN], isKnown ? made : undefined);
  own.push({ ...made, createdAt: kit.clock.now() });
  await kit.clock.pass(1_000);
  await kit.reconciler.reconcile(DAY, chen);
  expect(whys(kit)).toEqual([`T1-1: ${why}`]);
  expect(kit.journal.payment('T1-1')?.state).toBe(state);
});

test('a payment that seemed never to arrive, and that the gateway lists as paid, is paid late', async () => {
  const kit = await reconcileKit();
  await kit.there('T1-1', PAID);
  kit.here('T1-1');
  const failed = { type: 'refused', failure: 'never-arrived', reasons: [], payment: null } as const;
  kit.journal.append('T1-1', failed, kit.clock.now());
  await kit.clock.pass(1_000);
  await kit.reconciler.reconcile(DAY, chen);
  expect(kit.journal.payment('T1-1')).toMatchObject({
    state: 'paid',
    late: true,
    gateway: { statusId: PAID },
  });
  expect(whys(kit)).toEqual([]);
});
