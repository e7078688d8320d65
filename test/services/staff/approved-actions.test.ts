import { describe, expect, test } from 'vitest';
import { NO_PIN } from '#services/staff/staff-ports.ts';
import { action, personCalled, PINS, staffKit, withLin } from '../../support/staff-kit.ts';

const small = action('refunds.start', { reference: 'T1-A', amount: 100, note: '' });
const large = action('refunds.start', { reference: 'T1-B', amount: 4_990_000, note: '' });
const refused = { allowed: false, why: 'approval-needed' };

describe('An approval is for what was asked for', () => {
  test('given for 1.00 of one payment, it refunds nothing of another, and no other amount', async () => {
    const { session, recordTypes } = await withLin();
    session.permissions.check('approve-refund', small);
    await session.permissions.approve('sun', PINS.sun, 'approve-refund');
    expect(session.permissions.check('approve-refund', large)).toEqual(refused);
    const more = action('refunds.start', { reference: 'T1-A', amount: 101, note: '' });
    expect(session.permissions.check('approve-refund', more)).toEqual(refused);
    expect(recordTypes()).not.toContain('rights-used');
    expect(session.permissions.check('approve-refund', small)).toMatchObject({ allowed: true });
    expect(session.permissions.check('approve-refund', small)).toEqual(refused);
  });

  test('it is valid for no other call with the same input', async () => {
    const { session } = await withLin();
    session.permissions.check('settle-by-hand', action('payments.settle', { reference: 'T1-A' }));
    await session.permissions.approve('chen', PINS.chen, 'settle-by-hand');
    const other = action('refunds.settle', { reference: 'T1-A' });
    expect(session.permissions.check('settle-by-hand', other)).toEqual(refused);
  });

  test('if two things were asked for, it is for the one that the approver was shown', async () => {
    const { session } = await withLin();
    session.permissions.check('approve-refund', small);
    session.permissions.check('approve-refund', large);
    await session.permissions.approve('sun', PINS.sun, 'approve-refund', small.exact);
    expect(session.permissions.check('approve-refund', large)).toEqual(refused);
    expect(session.permissions.check('approve-refund', small)).toMatchObject({ allowed: true });
  });

  test('if nothing was asked for, or something else, a PIN grants nothing and is not tried', async () => {
    const { session, recordTypes } = await withLin();
    session.permissions.check('approve-refund', small);
    const asked = [
      ['approve-refund', large.exact],
      ['settle-late', undefined],
    ] as const;
    for (const [permission, request] of asked)
      expect(await session.permissions.approve('sun', '999999', permission, request)).toEqual({
        ok: false,
        why: 'nothing-asked',
      });
    expect(recordTypes()).not.toContain('pin-refused');
  });

  test('what one cashier asked for is not approved for the next', async () => {
    const { session } = await withLin();
    session.permissions.check('approve-refund', small);
    session.signOut('handover');
    await session.signIn('lin', PINS.lin);
    expect(await session.permissions.approve('sun', PINS.sun, 'approve-refund', small.exact)).toMatchObject({
      why: 'nothing-asked',
    });
  });

  test.each([
    ['was removed meanwhile', []],
    ['has lost the role meanwhile', [{ ...personCalled('Sun'), role: 'cashier' as const, pin: NO_PIN }]],
  ])('it ends with the right of whoever gave it: they %s', async (_what, sun) => {
    const { session, staff, recordTypes } = await withLin();
    session.permissions.check('approve-refund', small);
    await session.permissions.approve('sun', PINS.sun, 'approve-refund');
    staff.write([...staff.read().filter(({ id }) => id !== 'sun'), ...sun]);
    expect(session.permissions.check('approve-refund', small)).toEqual(refused);
    expect(recordTypes()).not.toContain('rights-used');
  });

  test('whoever gave it is recorded with the role that they have when it is used', async () => {
    const { session, staff, lastRecord } = await withLin();
    const save = action('settings.save', {});
    session.permissions.check('change-settings', save);
    await session.permissions.approve('chen', PINS.chen, 'change-settings');
    staff.write(
      staff.read().map((one) => (one.id === 'chen' ? { ...one, role: 'installer' as const } : one)),
    );
    const approvedBy = { ...personCalled('Chen'), role: 'installer' };
    expect(session.permissions.check('change-settings', save)).toMatchObject({ acting: { approvedBy } });
    expect(lastRecord()).toMatchObject({ type: 'rights-used', approvedBy });
  });

  test('the day is closed and its differences signed off as approved, not otherwise', async () => {
    const { session } = await withLin();
    const close = action('day.close', { signOffs: { 'T1-A': 'paid in cash' } });
    const other = action('day.close', { signOffs: { 'T1-A': 'paid in cash', 'T1-B': 'paid in cash' } });
    for (const permission of ['close-day', 'sign-off'] as const) {
      session.permissions.check(permission, close);
      await session.permissions.approve('chen', PINS.chen, permission);
      expect(session.permissions.check(permission, other)).toEqual(refused);
    }
    expect(session.permissions.check('close-day', close)).toMatchObject({ allowed: true });
    expect(session.permissions.check('sign-off', close)).toMatchObject({ allowed: true });
  });
});

describe('The journal', () => {
  test('keeps what was approved: call, payment, amount and the digest of all that was sent', async () => {
    const { session, lastRecord } = await withLin();
    session.permissions.check('approve-refund', large);
    await session.permissions.approve('sun', PINS.sun, 'approve-refund');
    const { call, digest, payment, amount } = large;
    expect({ call, payment, amount }).toEqual({ call: 'refunds.start', payment: 'T1-B', amount: 4_990_000 });
    // sha256 of {"call":"refunds.start","input":{"amount":4990000,"note":"","reference":"T1-B"}}
    expect(digest).toBe('30fe3c1a4fa82a971d102d2c1c1c08238f09614ce94e552da9565fe2da9beae3');
    const approved = { permission: 'approve-refund', deed: { call, digest, payment, amount } };
    expect(lastRecord()).toEqual({
      type: 'rights-lent',
      by: personCalled('Sun'),
      to: personCalled('Lin'),
      ...approved,
    });
    session.permissions.check('approve-refund', large);
    expect(lastRecord()).toMatchObject({ type: 'rights-used', call, ...approved });
  });

  test('keeps a digest from which no PIN can be guessed, though the approval is for that PIN', async () => {
    const person = { name: 'Mei', role: 'cashier' };
    const [one, other] = ['5093', '5094'].map((pin) => action('staff.add', { ...person, pin }));
    expect(one?.digest).toBe(other?.digest);
    const { session } = staffKit();
    await session.signIn('sun', PINS.sun);
    session.permissions.check('manage-staff', one!);
    await session.permissions.approve('chen', PINS.chen, 'manage-staff');
    expect(session.permissions.check('manage-staff', other!)).toEqual(refused);
    expect(session.permissions.check('manage-staff', one!)).toMatchObject({ allowed: true });
  });

  test('nor the code by which an office lets a till in', () => {
    const codes = ['7K2M9QXA', '7K2M9QXB'].map(
      (code) => action('office.connect', { address: 'https://office.example', code }).digest,
    );
    expect(new Set(codes).size).toBe(1);
  });

  test('nor an ApiKey or passphrase, however deep', () => {
    const secrets = ['canary-1', 'canary-2'].map(
      (secret) =>
        action('settings.save', { draft: { apiKey: secret, passphrase: secret }, present: secret }).digest,
    );
    expect(new Set(secrets).size).toBe(1);
  });
});
