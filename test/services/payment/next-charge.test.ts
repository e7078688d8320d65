import { describe, expect, test } from 'vitest';
import { defaultSettings } from '#domain/shop/settings/settings.ts';
import type { Person } from '#domain/staff/staff.ts';
import { importPaymentsFromGateway } from '#services/reconcile/import-payments.ts';
import { recorded } from '../../support/recorded-changes.ts';
import { lin, settings, silentLog, stationKit, started, stateOf } from '../../support/station-kit.ts';
import { settle } from '../../support/fakes/hand-clock.ts';
import { gatewayPayment } from '../../support/fakes/scripted-gateway.ts';

const MINUTE = 60_000;
const chen: Person = { id: 'chen', name: 'Chen', role: 'manager' };

/** A sale whose answer was lost, parked while the gateway cannot be reached. */
const parkedSale = async (parkingAllowed: boolean, asksAfterPaid = false) => {
  const kit = stationKit({ parkingAllowed, asksAfterPaid });
  kit.gateway.next.create = [{ kind: 'no-answer', detail: 'timeout' }];
  const list = kit.gateway.list.bind(kit.gateway);
  kit.gateway.list = () => Promise.resolve({ kind: 'unreachable', detail: 'down' });
  const reference = started(kit);
  await settle();
  expect(kit.desk.dismiss(reference)).toBe(true);
  /** From here on the gateway can be reached again. */
  const reach = (): unknown => Object.assign(kit.gateway, { list });
  return { kit, reference, reach };
};

/** A sale that the customer has just paid, in a shop that wants to be asked after such ones too. */
const paidSale = async (asksAfterPaid = true) => {
  const kit = stationKit({ asksAfterPaid });
  const reference = started(kit);
  await settle();
  kit.gateway.set(reference, { statusId: 2 });
  await kit.clock.pass(3_000);
  expect(stateOf(kit, reference)).toBe('paid');
  return { kit, reference };
};

describe('while a parked payment is still being checked', () => {
  test('nothing is charged, and the cashier sees which payment it is', async () => {
    const { kit, reference } = await parkedSale(false);
    expect(kit.desk.blocking).toMatchObject({ reference });
    expect(kit.desk.start(900, '')).toMatchObject({
      started: false,
      why: 'payment-unresolved',
      earlier: { reference },
    });
    expect(kit.gateway.created).toHaveLength(1);
  });

  test('the next charge starts as soon as the gateway has reported its end', async () => {
    const { kit, reference, reach } = await parkedSale(false);
    reach();
    await kit.clock.pass(MINUTE);
    expect(stateOf(kit, reference)).toBe('cancelled');
    expect(kit.desk.start(900, '').started).toBe(true);
  });

  test('it blocks until a quarter of an hour after its code has expired, and the windows show that', async () => {
    const { kit, reference } = await parkedSale(false);
    await kit.clock.pass(24 * MINUTE);
    expect(kit.desk.start(900, '').started).toBe(false);
    const updates = recorded(kit.changes, 'status');
    await kit.clock.pass(2 * MINUTE);
    expect(kit.desk.blocking).toBeUndefined();
    expect(updates).toHaveLength(1);
    expect(kit.desk.start(900, '').started).toBe(true);
    expect(kit.desk.parked).toMatchObject([{ reference, state: 'unknown' }]);
  });

  test('a manager frees the till on the spot, and the journal has both names', async () => {
    const { kit, reference } = await parkedSale(false);
    expect(kit.desk.freeTill({ by: lin, approvedBy: chen })).toBe(true);
    expect(kit.desk.blocking).toBeUndefined();
    expect(kit.desk.start(900, '').started).toBe(true);
    expect(kit.journal.activity.map(({ record }) => record)).toContainEqual({
      type: 'till-freed',
      by: lin,
      approvedBy: chen,
      reference,
    });
  });

  test('a till that was freed stays free after a restart, and the same amount still asks', async () => {
    const { kit, reference } = await parkedSale(false);
    kit.desk.freeTill({ by: lin, approvedBy: chen });
    const next = kit.openDesk();
    next.resume();
    next.dismiss(reference);
    expect(next.blocking).toBeUndefined();
    expect(next.start(1250, '')).toMatchObject({ why: 'same-amount', earlier: { reference } });
  });

  test('a record of who freed it that cannot be read blocks no charge for good: a manager frees the till again', async () => {
    const { kit, reference } = await parkedSale(false);
    const damaged = { type: 'till-freed', by: lin, approvedBy: chen, reference } as const;
    kit.journal.recordSpoiled(damaged, kit.clock.now());
    expect(kit.desk.blocking).toMatchObject({ reference });
    expect(kit.desk.freeTill({ by: lin, approvedBy: chen })).toBe(true);
    expect(kit.desk.blocking).toBeUndefined();
  });

  test('a till that was freed stays free after a restart though another such record cannot be read', async () => {
    const { kit, reference } = await parkedSale(false);
    kit.desk.freeTill({ by: lin, approvedBy: chen });
    const unread = { type: 'till-freed', by: lin, approvedBy: chen, reference: 'T1-9' } as const;
    kit.journal.recordSpoiled(unread, kit.clock.now());
    const next = kit.openDesk();
    next.resume();
    next.dismiss(reference);
    expect(next.blocking).toBeUndefined();
  });

  test('a payment that is parked after the till was freed blocks it anew', async () => {
    const { kit } = await parkedSale(false);
    kit.desk.freeTill({ by: lin, approvedBy: chen });
    kit.gateway.next.create = [{ kind: 'no-answer', detail: 'timeout' }];
    const second = started(kit, 900);
    await settle();
    kit.desk.dismiss(second);
    expect(kit.desk.blocking).toMatchObject({ reference: second });
  });

  test('a till that nothing blocks is not freed', async () => {
    const { kit } = await parkedSale(true);
    expect(kit.desk.freeTill({ by: lin, approvedBy: chen })).toBe(false);
    expect(kit.journal.activity.map(({ record }) => record.type)).not.toContain('till-freed');
  });

  test('a new till parks it and serves the next customer', () => {
    expect(defaultSettings.parkingAllowed).toBe(true);
  });

  test('a shop that allows parking serves the next customer meanwhile', async () => {
    const { kit, reference } = await parkedSale(true);
    expect(kit.desk.blocking).toBeUndefined();
    expect(kit.desk.start(900, '').started).toBe(true);
    expect(kit.desk.parked).toMatchObject([{ reference }]);
  });
});

describe('unparking a payment', () => {
  test('makes it the current one again', async () => {
    const { kit, reference } = await parkedSale(true);
    expect(kit.desk.unpark(reference)).toMatchObject({ unparked: true, payment: { reference } });
    expect(kit.desk.current).toMatchObject({ reference });
    expect(kit.desk.parked).toEqual([]);
  });

  test('is refused while another payment runs', async () => {
    const { kit, reference } = await parkedSale(true);
    const running = started(kit, 900);
    await settle();
    expect(kit.desk.unpark(reference)).toEqual({ unparked: false, why: 'payment-running' });
    expect(kit.desk.current).toMatchObject({ reference: running });
  });

  test('is refused once it has ended, so that no goods are handed over a second time', async () => {
    const { kit, reference } = await paidSale();
    kit.desk.dismiss(reference);
    expect(kit.desk.unpark(reference)).toEqual({ unparked: false, why: 'payment-ended' });
    expect(kit.desk.current).toBeNull();
  });
});

describe('the same amount once more', () => {
  test('is charged at once after a paid sale, unless the shop wants to be asked', async () => {
    const { kit } = await paidSale(defaultSettings.asksAfterPaid);
    expect(kit.desk.start(1250, '').started).toBe(true);
  });

  test('asks first after one that a manager has settled and the gateway has not confirmed', async () => {
    const { kit, reference } = await parkedSale(true);
    kit.desk.tracker.settle(reference, {
      outcome: 'not-paid',
      reason: 'not in the statement',
      by: lin,
      approvedBy: chen,
    });
    expect(kit.desk.start(1250, '')).toMatchObject({
      why: 'same-amount',
      earlier: { reference, state: 'failed' },
    });
  });

  test('asks first when it was just paid, and is charged once the cashier confirms', async () => {
    const { kit, reference } = await paidSale();
    expect(kit.desk.start(1250, '')).toMatchObject({
      started: false,
      why: 'same-amount',
      earlier: { reference, state: 'paid' },
    });
    expect(kit.gateway.created).toHaveLength(1);
    expect(kit.desk.start(1250, '', { reference, state: 'paid' }).started).toBe(true);
  });

  test('does not ask five minutes after it was paid, and never for another amount', async () => {
    const { kit } = await paidSale();
    expect(kit.desk.start(1251, '').started).toBe(true);
    kit.desk.cancel(kit.desk.current!.reference);
    await settle();
    await kit.clock.pass(5 * MINUTE);
    expect(kit.desk.start(1250, '').started).toBe(true);
  });

  test('asks as long as the earlier payment is unfinished', async () => {
    const { kit, reference } = await parkedSale(true);
    await kit.clock.pass(20 * MINUTE);
    expect(kit.desk.start(1250, '')).toMatchObject({ why: 'same-amount', earlier: { reference } });
  });

  test('is charged at once when the earlier one ended without money', async () => {
    const kit = stationKit();
    const reference = started(kit);
    await settle();
    kit.gateway.set(reference, { statusId: 4 });
    await kit.clock.pass(3_000);
    expect(kit.desk.start(1250, '').started).toBe(true);
  });

  test('can be confirmed only for the payment that was asked about', async () => {
    const { kit, reference } = await paidSale();
    expect(kit.desk.start(1250, '', { reference: 'some-other', state: 'paid' })).toMatchObject({
      why: 'same-amount',
      earlier: { reference },
    });
    expect(kit.desk.start(1250, '', { reference, state: 'unknown' })).toMatchObject({ why: 'same-amount' });
    expect(kit.gateway.created).toHaveLength(1);
  });

  test('asks again when the earlier payment has changed meanwhile, from outcome unknown to paid', async () => {
    const { kit, reference, reach } = await parkedSale(true, true);
    kit.gateway.set(reference, { statusId: 2 });
    reach();
    await kit.clock.pass(MINUTE);
    expect(kit.desk.start(1250, '', { reference, state: 'unknown' })).toMatchObject({
      why: 'same-amount',
      earlier: { state: 'paid' },
    });
  });

  test('still asks after a restart', async () => {
    const { kit, reference } = await paidSale();
    const next = kit.openDesk();
    next.resume();
    expect(next.start(1250, '')).toMatchObject({ why: 'same-amount', earlier: { reference } });
  });
});

describe('while payments may be missing in the journal', () => {
  test('any amount asks first, nothing is sent unasked, and the cashier may charge all the same', () => {
    const kit = stationKit();
    kit.lacking.payments = true;
    for (const amount of [200, 1250])
      expect(kit.desk.start(amount, '')).toEqual({ started: false, why: 'payments-missing' });
    expect(kit.journal.entries).toEqual([]);
    expect(kit.desk.start(200, '', 'payments-missing').started).toBe(true);
  });

  test('no amount asks any more once they are back', () => {
    const kit = stationKit();
    kit.lacking.payments = true;
    kit.desk.start(200, '');
    kit.lacking.payments = false;
    expect(kit.desk.start(200, '').started).toBe(true);
  });

  test('who was asked about a payment of the same amount is not asked twice', async () => {
    const { kit, reference } = await paidSale();
    kit.lacking.payments = true;
    expect(kit.desk.start(1250, '', 'payments-missing')).toMatchObject({ why: 'same-amount' });
    expect(kit.desk.start(1250, '', { reference, state: 'paid' }).started).toBe(true);
  });

  test('a payment that was imported asks for its amount as long as its customer may be at the counter', async () => {
    const kit = stationKit();
    const payment = gatewayPayment(
      { reference: 'T1-LOST', amount: 200, currency: 'CNY' },
      { id: '1', statusId: 2, createdAt: kit.clock.now() },
    );
    await kit.clock.pass(12 * MINUTE);
    importPaymentsFromGateway({ ...kit, log: silentLog, settings }, [payment]);
    kit.desk.resume();
    expect(kit.desk.start(200, '')).toMatchObject({ why: 'same-amount', earlier: { reference: 'T1-LOST' } });
    await kit.clock.pass(20 * MINUTE);
    expect(kit.desk.start(200, '').started).toBe(true);
  });
});
