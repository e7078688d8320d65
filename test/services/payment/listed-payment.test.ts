import { describe, expect, test } from 'vitest';
import type { GatewayPayment } from '#domain/gateway/gateway-payment.ts';
import type { Answer, PaymentPage } from '#services/gateway/gateway-port.ts';
import { settle } from '../../support/fakes/hand-clock.ts';
import { gatewayPayment } from '../../support/fakes/scripted-gateway.ts';
import { intent, lin, started, stateOf, stationKit } from '../../support/station-kit.ts';

const [OPEN, PAID, CANCELLED, FAILED, PENDING, EXCEPTION] = [1, 2, 3, 4, 6, 14];
const MINUTE = 60_000;
const DUPLICATE = { kind: 'rejected', reasons: [{ code: 20, info: 'duplicate' }], payment: null } as const;
const LOST = { kind: 'no-answer', detail: 'timeout' } as const;
const UNREADABLE = { kind: 'malformed', detail: 'html' } as const;
type Get = Answer<GatewayPayment>;

/** Another payment, under the ID that is asked for. */
const another = (id: string, statusId = OPEN): Get => ({
  kind: 'ok',
  value: gatewayPayment({ ...intent, reference: 'X9-1' }, { id, statusId }),
});

const listing = (page: Partial<PaymentPage>) => () =>
  Promise.resolve({
    kind: 'ok' as const,
    value: { payments: [], unread: [], pageIndex: 1, totalPages: 1, totalCount: 1, ...page },
  });

/** A till whose gateway answers these to a query by ID; undefined for what it has stored. */
const asking = (answer: (id: string) => Get | undefined) => {
  const kit = stationKit();
  const get = kit.gateway.get.bind(kit.gateway);
  const cancel = kit.gateway.cancel.bind(kit.gateway);
  const cancelled: string[] = [];
  kit.gateway.get = (id) => {
    const odd = answer(id);
    return odd ? Promise.resolve(odd) : get(id);
  };
  kit.gateway.cancel = (id) => {
    cancelled.push(id);
    return cancel(id);
  };
  return { ...kit, cancelled };
};

describe('a record of ours that ended without money', () => {
  const OWN = '4000000';
  const REFUSED = '9';

  /** A till at a gateway that lists only IDs, and gives the page of the refused repetition, but not ours. */
  const beside = (rows: readonly string[]) => {
    let isShown = false;
    const kit = asking((id) => {
      const stored = kit.gateway.created[0];
      if (id === REFUSED && stored)
        return { kind: 'ok', value: gatewayPayment(stored, { id, statusId: FAILED }) };
      return isShown ? undefined : { kind: 'not-found' };
    });
    kit.gateway.list = () => {
      const name = kit.gateway.created[0]?.reference ?? '';
      return listing({ unread: rows.map(() => name), unreadRows: rows.map((id) => ({ name, id })) })();
    };
    const show = (): void => void (isShown = true);
    return { kit, show };
  };

  test('does not end a payment that is known to be another', async () => {
    const { kit, show } = beside([REFUSED]);
    const reference = started(kit);
    await kit.clock.pass(MINUTE);
    expect(stateOf(kit, reference)).toBe('open');
    kit.gateway.set(reference, { statusId: PAID });
    show();
    await kit.clock.pass(MINUTE);
    expect(stateOf(kit, reference)).toBe('paid');
  });

  test('does not end one whose answer was lost while another row may be it', async () => {
    const { kit, show } = beside([REFUSED, OWN]);
    kit.gateway.next.create = [LOST];
    const reference = started(kit);
    await kit.clock.pass(MINUTE);
    expect(stateOf(kit, reference)).toBe('unknown');
    show();
    await kit.clock.pass(MINUTE);
    expect(stateOf(kit, reference)).toBe('open');
  });
});

describe('a cancel', () => {
  const ROUNDED = '4000001';

  test.each([OPEN, PENDING, EXCEPTION])(
    'goes to the payment’s own ID, which only the list shows, in status %i',
    async (statusId) => {
      const kit = asking((id) => (id === ROUNDED ? another(id) : undefined));
      const create = kit.gateway.create.bind(kit.gateway);
      kit.gateway.create = async (asked) => {
        const answer = await create(asked);
        kit.gateway.set(asked.reference, { statusId });
        return answer.kind === 'ok'
          ? { ...answer, value: { ...answer.value, id: ROUNDED, statusId } }
          : answer;
      };
      const reference = started(kit);
      await settle();
      kit.desk.cancel(reference);
      await settle();
      expect(kit.cancelled).toEqual(['4000000']);
      expect(kit.journal.payment(reference)).toMatchObject({
        state: 'cancelled',
        gateway: { id: '4000000' },
      });
    },
  );

  test('is not sent while the page of its ID shows another payment; it is given up and the payment polled', async () => {
    let odd: Get | undefined = another('4000000');
    const kit = asking(() => odd);
    const reference = started(kit);
    await settle();
    kit.desk.cancel(reference);
    await settle();
    expect(kit.journal.payment(reference)).toMatchObject({ cancelling: 'asked-by-cashier' });
    await kit.clock.pass(MINUTE);
    expect(kit.cancelled).toEqual([]);
    expect(kit.journal.payment(reference)).toMatchObject({ state: 'open', cancelling: 'refused' });
    odd = undefined;
    kit.gateway.set(reference, { statusId: PAID });
    await kit.clock.pass(MINUTE);
    expect(stateOf(kit, reference)).toBe('paid');
  });

  test.each([
    UNREADABLE,
    { kind: 'not-found' } as const,
    { kind: 'rejected', reasons: [], payment: null } as const,
  ])(
    'is sent at once where the page cannot be read but the list has the ID that is known: $kind',
    async (answer) => {
      const kit = asking(() => answer);
      const reference = started(kit);
      await settle();
      kit.desk.cancel(reference);
      await settle();
      expect(kit.cancelled).toEqual(['4000000']);
      expect(stateOf(kit, reference)).toBe('cancelled');
    },
  );
});

describe('a row without a page of ours', () => {
  const pages: Get[] = [
    UNREADABLE,
    { kind: 'not-found' },
    DUPLICATE,
    another('4000000'),
    { kind: 'unreachable', detail: 'down' },
  ];

  test.each(pages)('does not end a payment whose answer was lost as failed: $kind', async (answer) => {
    let odd: Get | undefined = answer;
    const kit = asking(() => odd);
    kit.gateway.next.create = [LOST];
    const reference = started(kit);
    kit.gateway.set(reference, { statusId: FAILED });
    await kit.clock.pass(10 * MINUTE);
    expect(stateOf(kit, reference)).toBe('unknown');
    expect(kit.gateway.created).toHaveLength(1);
    odd = undefined;
    kit.gateway.set(reference, { statusId: PAID });
    await kit.clock.pass(MINUTE);
    expect(stateOf(kit, reference)).toBe('paid');
  });

  test('ends an open payment under the ID that the gateway gave it', async () => {
    const kit = asking(() => UNREADABLE);
    const reference = started(kit);
    kit.gateway.set(reference, { statusId: CANCELLED });
    await kit.clock.pass(MINUTE);
    expect(stateOf(kit, reference)).toBe('cancelled');
  });

  test('stays the payment whose code is shown beside another that can be paid, until that one is paid', async () => {
    const OTHER = '3999999';
    let status = OPEN;
    const other = (reference: string) =>
      gatewayPayment({ ...intent, reference }, { id: OTHER, statusId: status });
    const kit = asking((id) =>
      id === OTHER ? { kind: 'ok', value: other(kit.gateway.created[0]!.reference) } : UNREADABLE,
    );
    const reference = started(kit);
    kit.gateway.list = () => {
      const payments = [other(reference), kit.gateway.stored(reference)!];
      return listing({ payments, totalCount: 2 })();
    };
    await kit.clock.pass(MINUTE);
    expect(kit.journal.payment(reference)).toMatchObject({ state: 'open', gateway: { id: '4000000' } });
    status = PAID;
    await kit.clock.pass(MINUTE);
    expect(kit.journal.payment(reference)).toMatchObject({ state: 'paid', gateway: { id: OTHER } });
  });

  test('of a refused duplicate does not hide the paid one, whose row cannot be read', async () => {
    const kit = asking((id) => (id === '4999999' ? DUPLICATE : undefined));
    kit.gateway.next.create = [LOST];
    const reference = started(kit);
    kit.gateway.set(reference, { statusId: PAID });
    const payments = [gatewayPayment({ ...intent, reference }, { id: '4999999', statusId: FAILED })];
    const unreadRows = [{ name: reference, id: '4000000' }];
    kit.gateway.list = listing({ payments, unread: [reference], unreadRows });
    await kit.clock.pass(MINUTE);
    expect(stateOf(kit, reference)).toBe('paid');
  });
});

describe('a row that cannot be read', () => {
  test('is asked for by its own ID, not by that of another such row', async () => {
    const asked: string[] = [];
    const kit = asking((id) => {
      asked.push(id);
      return id === '77' ? another(id, PAID) : undefined;
    });
    kit.gateway.next.create = [DUPLICATE];
    const reference = started(kit);
    const unread = ['', '77', reference];
    const unreadRows = [
      { name: '77', id: '77' },
      { name: reference, id: '4000000' },
    ];
    kit.gateway.list = listing({ unread, unreadRows });
    await settle();
    expect(asked).toEqual(['4000000']);
    expect(stateOf(kit, reference)).toBe('open');
  });

  test('and whose ID shows another payment does not prove that a duplicate never arrived', async () => {
    const kit = asking((id) => another(id, PAID));
    kit.gateway.next.create = [DUPLICATE];
    const reference = started(kit);
    kit.gateway.list = listing({ unread: [reference], unreadRows: [{ name: reference, id: '77' }] });
    await settle();
    expect(kit.journal.payment(reference)).toMatchObject({ state: 'unknown', doubt: 'duplicate' });
    kit.gateway.list = listing({ totalCount: 0 });
    await kit.clock.pass(5 * MINUTE);
    expect(kit.gateway.created).toHaveLength(1);
  });
});

test('a payment that is settled by hand while the list is awaited is corrected by what it shows', async () => {
  const kit = asking(() => UNREADABLE);
  const reference = started(kit);
  kit.gateway.set(reference, { statusId: EXCEPTION });
  await kit.clock.pass(10_000);
  expect(stateOf(kit, reference)).toBe('unknown');
  const list = kit.gateway.list.bind(kit.gateway);
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let isAwaited = false;
  kit.gateway.list = async (filter) => {
    isAwaited = true;
    await held;
    return list(filter);
  };
  await kit.clock.pass(10_000);
  expect(isAwaited).toBe(true);
  const because = { reason: 'so', by: lin, approvedBy: lin };
  kit.desk.tracker.settle(reference, { outcome: 'not-paid', ...because });
  kit.gateway.set(reference, { statusId: PAID });
  release();
  await settle();
  expect(kit.journal.payment(reference)).toMatchObject({ state: 'paid', byHand: { verdict: 'corrected' } });
});
