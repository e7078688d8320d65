import { describe, expect, test } from 'vitest';
import { settle } from '../../support/fakes/hand-clock.ts';
import { started, stateOf, stationKit } from '../../support/station-kit.ts';

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
