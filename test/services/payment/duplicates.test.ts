import { describe, expect, test } from 'vitest';
import type { GatewayPayment } from '#domain/gateway/gateway-payment.ts';
import { settle } from '../../support/fakes/hand-clock.ts';
import { gatewayPayment } from '../../support/fakes/scripted-gateway.ts';
import { started, stateOf, stationKit } from '../../support/station-kit.ts';

const [PAID, FAILED] = [2, 4];
const REFUSED = '4999999';
const HOUR = 3_600_000;

describe('a payment whose reference the gateway calls a duplicate', () => {
  test('a duplicate answer to the first sending, which something on the way repeated, is looked up as well', async () => {
    const kit = stationKit();
    kit.gateway.next.create = [
      { kind: 'rejected', reasons: [{ code: 20, info: 'duplicate' }], payment: null },
    ];
    const reference = started(kit);
    await settle();
    expect(stateOf(kit, reference)).toBe('open');
    expect(kit.gateway.created).toHaveLength(1);
  });

  test('a duplicate answer in a payment of its own, which the gateway accepted and failed, is looked up as well', async () => {
    const kit = stationKit();
    const create = kit.gateway.create.bind(kit.gateway);
    kit.gateway.create = async (intent) => {
      const answer = await create(intent);
      if (answer.kind !== 'ok') return answer;
      const reasons = [{ code: 20, info: 'duplicate' }];
      return { kind: 'ok', value: { ...answer.value, id: '4999999', statusId: 4, reasons } };
    };
    const reference = started(kit);
    await settle();
    expect(kit.journal.payment(reference)).toMatchObject({ state: 'open', gateway: { id: '4000000' } });
  });

  test('a refused duplicate that the gateway lists beside the payment is not taken for it', async () => {
    const kit = stationKit();
    kit.gateway.next.create = [
      { kind: 'rejected', reasons: [{ code: 20, info: 'duplicate' }], payment: null },
    ];
    const list = kit.gateway.list.bind(kit.gateway);
    kit.gateway.list = async (filter) => {
      const answer = await list(filter);
      if (answer.kind !== 'ok') return answer;
      const { payments } = answer.value;
      const refused = payments.map((one) => ({ ...one, id: '4999999', statusId: 4 }));
      return { ...answer, value: { ...answer.value, payments: [...refused, ...payments], totalCount: 2 } };
    };
    const reference = started(kit);
    await settle();
    expect(kit.journal.payment(reference)).toMatchObject({ state: 'open', gateway: { id: '4000000' } });
  });

  test('a refused duplicate whose row in the list does not say so is not taken for the payment either', async () => {
    const kit = stationKit();
    kit.gateway.next.create = [{ kind: 'no-answer', detail: 'timeout' }];
    const get = kit.gateway.get.bind(kit.gateway);
    kit.gateway.get = async (id) => {
      const answer = await get(id);
      if (answer.kind !== 'ok') return answer;
      return {
        ...answer,
        value: { ...answer.value, statusId: 4, reasons: [{ code: 20, info: 'duplicate' }] },
      };
    };
    const reference = started(kit);
    await settle();
    expect(kit.gateway.calls).toEqual(['create', 'list', 'get']);
    expect(stateOf(kit, reference)).toBe('unknown');
  });
});

test('a payment that was sent twice and told as failed is paid late if the list has the other record much later, paid', async () => {
  const kit = stationKit();
  const create = kit.gateway.create.bind(kit.gateway);
  const refused: GatewayPayment[] = [];
  kit.gateway.create = async (intent) => {
    await create(intent);
    refused.push(gatewayPayment(intent, { id: REFUSED, statusId: FAILED }));
    return { kind: 'ok', value: refused[0]! };
  };
  const get = kit.gateway.get.bind(kit.gateway);
  kit.gateway.get = (id) => (id === REFUSED ? Promise.resolve({ kind: 'ok', value: refused[0]! }) : get(id));
  const list = kit.gateway.list.bind(kit.gateway);
  const listing = (payments: readonly GatewayPayment[]) =>
    ({ payments, unread: [], pageIndex: 1, totalPages: 1, totalCount: payments.length }) as const;
  kit.gateway.list = () => Promise.resolve({ kind: 'ok', value: listing(refused) });
  const reference = started(kit);
  await kit.clock.pass(HOUR);
  expect(kit.journal.payment(reference)).toMatchObject({ state: 'failed', gateway: { id: REFUSED } });
  kit.gateway.set(reference, { statusId: PAID });
  kit.gateway.list = async (filter) => {
    const answer = await list(filter);
    return answer.kind === 'ok'
      ? { kind: 'ok', value: listing([...refused, ...answer.value.payments]) }
      : answer;
  };
  await kit.clock.pass(2 * HOUR);
  expect(kit.journal.payment(reference)).toMatchObject({
    state: 'paid',
    late: true,
    gateway: { id: '4000000' },
  });
  expect(kit.desk.tracker.unsettled).toMatchObject([{ reference }]);
});
