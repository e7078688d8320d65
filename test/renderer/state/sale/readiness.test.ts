import { describe, expect, test } from 'vitest';
import type { Problem } from '#contract';
import { UNREADY_CAUSES } from '#domain/payment/unready-causes.ts';
import { Place } from '../../../../src-renderer/state/place.svelte.ts';
import { Remedies } from '../../../../src-renderer/state/sale/remedies.svelte.ts';
import { payment, unready } from '../../harness/views.ts';
import type { SaleOnBridge } from './open-sale.ts';
import { openSale, type } from './open-sale.ts';

type Remedy = NonNullable<Parameters<typeof unready>[1]>;

const atTill = async (code: Problem['code'], remedy: Remedy | null, details: Problem['details'] = {}) => {
  const kit = await openSale(unready(code, remedy, details));
  const place = new Place(() => undefined);
  return { ...kit, place, remedies: new Remedies(kit.bridge, kit.sale, place) };
};

const apply = async ({ sale, remedies }: SaleOnBridge & { remedies: Remedies }): Promise<void> => {
  if (sale.unready) await remedies.apply(sale.unready);
};

const isBusy = ({ sale, remedies }: SaleOnBridge & { remedies: Remedies }): boolean =>
  sale.unready !== null && remedies.isBusy(sale.unready);

describe.each(UNREADY_CAUSES)('a till that is not ready: %s', (cause) => {
  test('offers no charge, sends none, keeps what was typed, and charges it once the cause is gone', async () => {
    const { bridge, sale, show } = await openSale(unready(cause, null));
    bridge.answer('payments.start', { answer: 'started', payment: payment({ state: 'sending' }) });
    type(sale, '1250');
    expect(sale.mayCharge).toBe(false);
    await sale.charge();
    expect(bridge.made('payments.start')).toEqual([]);
    expect(sale.unready).toMatchObject({ problem: { code: cause } });
    show({});
    expect(sale.unready).toBeNull();
    await sale.charge();
    expect(bridge.made('payments.start')).toEqual([{ amount: 1_250, orderReference: '' }]);
  });

  test('that only main knew of is told once, where the reason stands, and no notice is left when it is over', async () => {
    const { bridge, sale, show } = await openSale();
    const held = bridge.hold('payments.start');
    type(sale, '1250');
    const charging = sale.charge();
    show(unready(cause, null));
    await held.refuse(cause);
    await charging;
    expect(sale.unready).toMatchObject({ problem: { code: cause } });
    expect(sale.notice.current).toBeNull();
    show({});
    expect([sale.unready, sale.notice.current]).toEqual([null, null]);
  });
});

test('a question cannot be answered with a charge while none can begin, and waits', async () => {
  const { bridge, sale, show } = await openSale();
  bridge.answer('payments.start', { answer: 'payments-missing' });
  type(sale, '1250');
  await sale.charge();
  show(unready('no-internet', 'try-again'));
  await sale.chargeAgain();
  expect(sale.question).toBe('payments-missing');
  expect(bridge.made('payments.start')).toHaveLength(1);
  show({});
  await sale.chargeAgain();
  expect(bridge.made('payments.start')).toHaveLength(2);
});

test('a refusal stands until main says more about the till', async () => {
  const { bridge, sale, show } = await openSale();
  bridge.refuse('payments.start', 'disk-full');
  type(sale, '1250');
  await sale.charge();
  expect(sale.notice.current).toMatchObject({ problem: { code: 'disk-full' } });
  show({});
  expect(sale.notice.current).toBeNull();
});

test('a refusal about a payment on the screen goes when its cause does', async () => {
  const current = payment({ state: 'open' });
  const { bridge, sale, show } = await openSale({ current });
  bridge.refuse('payments.cancel', 'disk-full');
  await sale.cancel();
  const { readiness } = unready('disk-full', 'try-again');
  show({ current, readiness });
  expect(sale.notice.current).toMatchObject({ problem: { code: 'disk-full' } });
  show({ current });
  expect(sale.notice.current).toBeNull();
});

test('a problem with what was typed stays until the next key, whatever main says', async () => {
  const { sale, show } = await openSale();
  await sale.charge();
  show({});
  expect(sale.notice.current).toMatchObject({ problem: { code: 'amount-zero' } });
  type(sale, '1');
  expect(sale.notice.current).toBeNull();
});

test('a payment on the screen is not covered by what keeps the next one from starting', async () => {
  const { sale } = await openSale({
    current: payment({ state: 'open' }),
    readiness: unready('no-internet', 'try-again').readiness,
  });
  expect(sale.unready).toBeNull();
  expect(sale.mayCancel).toBe(true);
});

describe('what helps', () => {
  test('a shift is opened in place, and a second press opens no other', async () => {
    const kit = await atTill('shift-needed', 'open-shift');
    const held = kit.bridge.hold('shift.open');
    const first = apply(kit);
    expect(isBusy(kit)).toBe(true);
    await apply(kit);
    await held.refuse('shift-open');
    await first;
    expect(kit.bridge.made('shift.open')).toEqual([{}]);
    expect(isBusy(kit)).toBe(false);
    expect(kit.sale.notice.current).toMatchObject({ problem: { code: 'shift-open' } });
  });

  test('a slow remedy for one cause does not hold up the remedy for the next', async () => {
    const kit = await atTill('gateway-down', 'try-again');
    const held = kit.bridge.hold('till.tryAgain');
    const trying = apply(kit);
    kit.show(unready('shift-needed', 'open-shift'));
    expect(isBusy(kit)).toBe(false);
    kit.bridge.refuse('shift.open', 'shift-open');
    await apply(kit);
    expect(kit.bridge.made('shift.open')).toEqual([{}]);
    kit.show(unready('gateway-down', 'try-again'));
    expect(isBusy(kit)).toBe(true);
    await held.answer({});
    await trying;
    expect(isBusy(kit)).toBe(false);
  });

  test('the gateway is tried again', async () => {
    const kit = await atTill('gateway-down', 'try-again');
    kit.bridge.answer('till.tryAgain', {});
    await apply(kit);
    expect(kit.bridge.made('till.tryAgain')).toEqual([{}]);
    expect(kit.sale.notice.current).toBeNull();
  });

  test('Settings are opened', async () => {
    const kit = await atTill('credentials-refused', 'open-settings');
    await apply(kit);
    expect(kit.place.screen).toBe('settings');
  });

  test('a person who may not charge signs out, so that somebody else can sign in', async () => {
    const kit = await atTill('role-cannot-charge', 'sign-in');
    kit.bridge.answer('session.signOut', {});
    await apply(kit);
    expect(kit.bridge.made('session.signOut')).toEqual([{ why: 'asked' }]);
  });

  test('the payment that is in the way is shown', async () => {
    const { reference } = payment();
    const kit = await atTill('payment-unresolved', 'show-payment', { reference });
    kit.bridge.answer('payments.unpark', payment({ state: 'unknown' }));
    await apply(kit);
    expect(kit.bridge.made('payments.unpark')).toEqual([{ reference }]);
  });

  test('a till that cannot be freed of a payment that blocks it says why', async () => {
    const kit = await atTill('payment-unresolved', 'show-payment');
    kit.bridge.refuse('payments.freeTill', 'till-not-blocked');
    await kit.remedies.freeTill();
    expect(kit.bridge.made('payments.freeTill')).toEqual([{}]);
    expect(kit.sale.notice.current).toMatchObject({ problem: { code: 'till-not-blocked' } });
  });

  test('nothing is done if only waiting helps', async () => {
    const kit = await atTill('settings-changing', null);
    await apply(kit);
    expect(isBusy(kit)).toBe(false);
  });
});
