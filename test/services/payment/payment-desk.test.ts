import { describe, expect, test } from 'vitest';
import { stationKit, lin, settings, started, stateOf } from '../../support/station-kit.ts';
import { settle } from '../../support/fakes/hand-clock.ts';

describe('charging', () => {
  test('the payment is in the journal before the gateway is called', () => {
    const kit = stationKit();
    const seen: number[] = [];
    const create = kit.gateway.create.bind(kit.gateway);
    kit.gateway.create = (intent) => {
      seen.push(kit.journal.entries.length);
      return create(intent);
    };
    started(kit);
    expect(seen).toEqual([1]);
  });

  test('a sale is open, then paid as soon as the gateway says so', async () => {
    const kit = stationKit();
    const reference = started(kit);
    await settle();
    expect(stateOf(kit, reference)).toBe('open');
    kit.gateway.set(reference, { statusId: 2 });
    await kit.clock.pass(3_000);
    expect(stateOf(kit, reference)).toBe('paid');
    expect(kit.desk.current?.state).toBe('paid');
  });

  test('it is known how long ago a sale was paid, whatever the computer’s clock says', async () => {
    const kit = stationKit();
    const reference = started(kit);
    await settle();
    kit.gateway.set(reference, { statusId: 2 });
    await kit.clock.pass(2_000);
    expect([kit.desk.current?.state, kit.desk.currentStateAge]).toEqual(['paid', 0]);
    kit.clock.set(3_600_000);
    await kit.clock.pass(20_000);
    expect(kit.desk.currentStateAge).toBe(20_000);
    kit.desk.dismiss(reference);
    expect(kit.desk.currentStateAge).toBe(0);
  });

  test('nothing is written or sent for an amount that may not be charged', () => {
    const kit = stationKit();
    for (const amount of [0, -5, 1.5, Number.NaN, 5_000_001, 1e15]) {
      expect(kit.desk.start(amount, '').started).toBe(false);
    }
    expect(kit.desk.start(100, 'x'.repeat(51))).toEqual({ started: false, why: 'order-reference-invalid' });
    expect(kit.desk.start(100, 'Table\n7')).toEqual({ started: false, why: 'characters-invalid' });
    expect(kit.desk.start(100, '', undefined, 'x'.repeat(201))).toEqual({
      started: false,
      why: 'note-too-long',
    });
    expect(kit.desk.start(100, '', undefined, 'blue\0coat')).toEqual({
      started: false,
      why: 'characters-invalid',
    });
    expect(kit.journal.entries).toHaveLength(0);
    expect(kit.gateway.calls).toHaveLength(0);
  });

  test('half a yen, which nobody can type or pay, is not charged', () => {
    const kit = stationKit({
      terminal: { ...settings.terminal, currency: 'JPY' },
      enabledCurrencies: ['JPY'],
    });
    expect(kit.desk.start(120_050, '')).toEqual({ started: false, why: 'amount-malformed' });
    expect(kit.gateway.calls).toHaveLength(0);
    expect(kit.desk.start(120_000, '').started).toBe(true);
  });

  test('a payment that is being cancelled is not cancelled twice, and is not said to have ended', async () => {
    const kit = stationKit();
    const reference = started(kit);
    await settle();
    expect(kit.desk.cancel(reference)).toMatchObject({ state: 'open', cancelling: 'asked-by-cashier' });
    expect(kit.desk.cancel(reference)).toMatchObject({ state: 'open', cancelling: 'asked-by-cashier' });
    await kit.clock.pass(1_000);
    expect(kit.gateway.calls.filter((call) => call === 'cancel')).toHaveLength(1);
    expect(kit.desk.cancel(reference)).toBeUndefined();
  });

  test('the note of a sale is in the journal before anything is sent, and stays to its end', async () => {
    const kit = stationKit();
    const words = '单'.repeat(200);
    expect(kit.desk.start(1250, 'Table 7', undefined, words)).toMatchObject({ payment: { note: words } });
    expect(kit.journal.entries[0]?.event).toMatchObject({ intent: { note: words } });
    await settle();
    expect(kit.desk.current).toMatchObject({ state: 'open', note: words });
  });

  test('a sale without a note is written as it always was', () => {
    const kit = stationKit();
    kit.desk.start(1250, '');
    expect(kit.journal.entries[0]?.event).not.toHaveProperty('intent.note');
  });

  test('nothing is sent when the journal cannot be written', () => {
    const kit = stationKit();
    kit.journal.full = true;
    expect(() => kit.desk.start(1250, '')).toThrow('the disk is full');
    expect(kit.gateway.calls).toHaveLength(0);
    kit.journal.full = false;
    expect(kit.desk.start(1250, '').started).toBe(true);
  });

  test('a second charge waits until the first has ended', async () => {
    const kit = stationKit();
    const reference = started(kit);
    await settle();
    expect(kit.desk.start(1250, '')).toEqual({ started: false, why: 'payment-running' });
    kit.gateway.set(reference, { statusId: 4 });
    await kit.clock.pass(3_000);
    expect(kit.desk.start(1250, '').started).toBe(true);
  });

  test('a payment fails when the gateway cannot be reached: nothing was sent, charging again is safe', async () => {
    const kit = stationKit();
    kit.gateway.next.create = [{ kind: 'unreachable', detail: 'ECONNREFUSED' }];
    const reference = started(kit);
    await settle();
    expect(kit.journal.payment(reference)).toMatchObject({ state: 'failed', failure: 'not-sent' });
    expect(kit.desk.start(1250, '').started).toBe(true);
  });

  test('a rejected payment fails with the gateway’s reasons', async () => {
    const kit = stationKit();
    kit.gateway.next.create = [
      { kind: 'rejected', reasons: [{ code: 147, info: 'address' }], payment: null },
    ];
    kit.gateway.storesUnanswered = false;
    const reference = started(kit);
    await settle();
    expect(kit.journal.payment(reference)).toMatchObject({
      state: 'failed',
      failure: 'rejected',
      reasons: [{ code: 147 }],
    });
  });
});

describe('when an answer is lost', () => {
  test('a timed-out charge is looked up by its reference and never sent twice', async () => {
    const kit = stationKit();
    kit.gateway.next.create = [{ kind: 'no-answer', detail: 'timeout' }];
    const reference = started(kit);
    await settle();
    expect(stateOf(kit, reference)).toBe('open');
    expect(kit.gateway.created).toHaveLength(1);
    expect(kit.journal.payment(reference)?.gateway?.redirectUrl).toContain('PaymentToken');
  });

  test('only three look-ups over half a minute prove that it never arrived; then the same request is sent again', async () => {
    const kit = stationKit();
    kit.gateway.storesUnanswered = false;
    kit.gateway.next.create = [{ kind: 'no-answer', detail: 'timeout' }];
    const reference = started(kit);
    await kit.clock.pass(29_000);
    expect(kit.gateway.created).toHaveLength(1);
    expect(stateOf(kit, reference)).toBe('unknown');
    await kit.clock.pass(5_000);
    expect(kit.gateway.created).toHaveLength(2);
    expect(kit.gateway.created[1]).toMatchObject({ reference, requestId: kit.gateway.created[0]!.requestId });
    expect(stateOf(kit, reference)).toBe('open');
  });

  test('if the second request is refused as a duplicate, the payment is looked up again', async () => {
    const kit = stationKit();
    kit.gateway.storesUnanswered = false;
    kit.gateway.next.create = [
      { kind: 'no-answer', detail: 'timeout' },
      { kind: 'rejected', reasons: [{ code: 20, info: 'duplicate' }], payment: null },
    ];
    const reference = started(kit);
    await kit.clock.pass(32_000);
    expect(kit.journal.payment(reference)).toMatchObject({ state: 'unknown', doubt: 'duplicate' });
  });

  test('failed look-ups prove nothing', async () => {
    const kit = stationKit();
    kit.gateway.storesUnanswered = false;
    kit.gateway.next.create = [{ kind: 'server-fault', status: 502, retryAfterMs: null }];
    kit.gateway.next.list = Array.from(
      { length: 10 },
      () => ({ kind: 'unreachable', detail: 'down' }) as const,
    );
    started(kit);
    await kit.clock.pass(120_000);
    expect(kit.gateway.created).toHaveLength(1);
  });

  test('the gateway’s Retry-After is respected', async () => {
    const kit = stationKit();
    kit.gateway.next.create = [{ kind: 'server-fault', status: 429, retryAfterMs: 20_000 }];
    started(kit);
    await kit.clock.pass(19_000);
    expect(kit.gateway.calls).toEqual(['create']);
    await kit.clock.pass(2_000);
    expect(kit.gateway.calls).toEqual(['create', 'list', 'get']);
  });
});

describe('cancelling', () => {
  test('cancelling reads the state, cancels and reads it again; the gateway’s state counts', async () => {
    const kit = stationKit();
    const reference = started(kit);
    await settle();
    kit.desk.cancel(reference);
    await settle();
    expect(kit.gateway.calls.slice(1)).toEqual(['get', 'cancel', 'get']);
    expect(stateOf(kit, reference)).toBe('cancelled');
  });

  test.each([
    ['cancelled by the cashier, with the name', { by: 'cashier', person: lin }],
    ['cancelled at the deadline', { by: 'deadline', person: null }],
  ])('the journal says that it was %s', async (_who, asked) => {
    const kit = stationKit();
    const reference = started(kit);
    await settle();
    if (asked.by === 'cashier') kit.desk.cancel(reference);
    else await kit.clock.pass(600_000 + 6_000);
    await settle();
    const events = kit.journal.story(reference).map(({ event }) => event);
    expect(events).toContainEqual({ type: 'cancel-asked', ...asked });
  });

  test('a payment made at the last moment wins over the cancel', async () => {
    const kit = stationKit();
    const reference = started(kit);
    await settle();
    kit.gateway.set(reference, { statusId: 2 });
    kit.desk.cancel(reference);
    await settle();
    expect(kit.gateway.calls).not.toContain('cancel');
    expect(stateOf(kit, reference)).toBe('paid');
  });

  test('a payment whose cancel was refused may be parked, is polled on, and ends as the gateway says', async () => {
    const kit = stationKit();
    const reference = started(kit);
    await settle();
    expect(kit.desk.dismiss(reference)).toBe(false);
    kit.gateway.next.cancel = [{ kind: 'rejected', reasons: [{ code: 122, info: 'no' }], payment: null }];
    kit.desk.cancel(reference);
    await settle();
    expect(kit.journal.payment(reference)).toMatchObject({ state: 'open', cancelling: 'refused' });
    expect(kit.desk.dismiss(reference)).toBe(true);
    expect(kit.desk.parked).toHaveLength(1);
    kit.gateway.set(reference, { statusId: 2 });
    await kit.clock.pass(5_000);
    expect(stateOf(kit, reference)).toBe('paid');
    expect(kit.desk.parked).toEqual([]);
  });

  test('a cancel before the gateway has answered is remembered and carried out', async () => {
    const kit = stationKit();
    const reference = started(kit);
    kit.desk.cancel(reference);
    await settle();
    expect(stateOf(kit, reference)).toBe('cancelled');
  });

  test('when a payment expires the till confirms that with the gateway', async () => {
    const kit = stationKit();
    const reference = started(kit);
    await kit.clock.pass(600_000 + 6_000);
    expect(kit.gateway.calls).toContain('cancel');
    expect(stateOf(kit, reference)).toBe('cancelled');
  });

  test('a success after the end is recorded as a late payment', async () => {
    const kit = stationKit();
    const reference = started(kit);
    await settle();
    kit.gateway.set(reference, { statusId: 5 });
    await kit.clock.pass(3_000);
    expect(stateOf(kit, reference)).toBe('expired');
    kit.gateway.set(reference, { statusId: 2 });
    await kit.clock.pass(61_000);
    expect(kit.journal.payment(reference)).toMatchObject({ state: 'paid', late: true });
  });
});
