import { describe, expect, test } from 'vitest';
import { changePerson } from '#services/staff/change-staff.ts';
import { action, personCalled, PINS, plainPins, staffKit, withLin } from '../../support/staff-kit.ts';

const MINUTE = 60_000;

describe('permissions', () => {
  test('a cashier charges and cannot settle a late payment; the refusal is in the journal', async () => {
    const { session, lastRecord } = await withLin();
    expect(session.permissions.check('charge', action('payments.start'))).toMatchObject({ allowed: true });
    expect(session.permissions.check('settle-late', action('payments.acceptUnsettled'))).toEqual({
      allowed: false,
      why: 'approval-needed',
    });
    expect(lastRecord()).toEqual({
      type: 'permission-refused',
      by: personCalled('Lin'),
      permission: 'settle-late',
      call: 'payments.acceptUnsettled',
      why: 'approval-needed',
    });
  });

  test('with nobody signed in everything is refused and recorded', () => {
    const { session, lastRecord } = staffKit();
    expect(session.permissions.check('signed-in', action('settings.read'))).toEqual({
      allowed: false,
      why: 'sign-in-needed',
    });
    expect(lastRecord()).toMatchObject({
      type: 'permission-refused',
      by: null,
      permission: 'signed-in',
      why: 'sign-in-needed',
    });
  });

  test('an auditor may only read, and no approval changes that', async () => {
    const { session, lastRecord } = staffKit();
    await session.signIn('audrey', PINS.audrey);
    expect(session.permissions.check('read-audit', action('audit.page'))).toMatchObject({ allowed: true });
    expect(session.permissions.check('charge', action('payments.start'))).toEqual({
      allowed: false,
      why: 'not-permitted',
    });
    expect(lastRecord()).toMatchObject({ type: 'permission-refused', why: 'not-permitted' });
  });

  test('a supervisor’s PIN approves one permission for a minute, and both names are in the journal', async () => {
    const { session, clock, lastRecord, recordTypes } = await withLin();
    await session.permissions.approve('sun', PINS.sun, 'see-totals');
    expect(lastRecord()).toEqual({
      type: 'rights-lent',
      by: personCalled('Sun'),
      to: personCalled('Lin'),
      permission: 'see-totals',
    });
    await clock.pass(MINUTE - 1);
    for (const call of ['day.xReport', 'day.xPrint']) {
      expect(session.permissions.check('see-totals', action(call))).toEqual({
        allowed: true,
        acting: { by: personCalled('Lin'), approvedBy: personCalled('Sun') },
      });
      expect(lastRecord()).toMatchObject({ type: 'rights-used', call });
    }
    expect(session.permissions.check('charge', action('payments.start'))).toMatchObject({
      acting: { approvedBy: personCalled('Lin') },
    });
    await clock.pass(1);
    expect(session.state).toMatchObject({ approval: null });
    expect(session.permissions.check('see-totals', action('day.xReport'))).toMatchObject({ allowed: false });
    expect(recordTypes().filter((type) => type === 'rights-used')).toHaveLength(2);
  });

  test.each([
    ['approve-refund', 'refunds.start'],
    ['settle-late', 'payments.acceptUnsettled'],
    ['change-settings', 'settings.save'],
    ['manage-staff', 'staff.add'],
  ] as const)('an approval of %s is valid once: the next one asks again', async (permission, call) => {
    const { session, recordTypes } = await withLin();
    session.permissions.check(permission, action(call));
    await session.permissions.approve('chen', PINS.chen, permission);
    expect(session.permissions.check(permission, action(call))).toMatchObject({ allowed: true });
    expect(session.state).toMatchObject({ approval: null });
    expect(session.permissions.check(permission, action(call))).toEqual({
      allowed: false,
      why: 'approval-needed',
    });
    await session.permissions.approve('chen', PINS.chen, permission);
    expect(session.permissions.check(permission, action(call))).toMatchObject({ allowed: true });
    expect(recordTypes().filter((type) => type === 'rights-used')).toHaveLength(2);
  });

  test('an approval is not used up if the journal cannot be written', async () => {
    const { session, journal } = await withLin();
    session.permissions.check('approve-refund', action('refunds.start'));
    await session.permissions.approve('sun', PINS.sun, 'approve-refund');
    journal.full = true;
    expect(() => session.permissions.check('approve-refund', action('refunds.start'))).toThrow(
      'the disk is full',
    );
    journal.full = false;
    expect(session.permissions.check('approve-refund', action('refunds.start'))).toMatchObject({
      allowed: true,
    });
  });

  test('a supervisor who refunds with their own PIN may go on for a minute', async () => {
    const { session, clock } = staffKit();
    await session.signIn('sun', PINS.sun);
    await clock.pass(MINUTE);
    await session.permissions.approve('sun', PINS.sun, 'approve-refund');
    for (let count = 0; count < 3; count += 1)
      expect(session.permissions.check('approve-refund', action('refunds.start'))).toMatchObject({
        allowed: true,
      });
  });

  test('an approval of one permission approves no other', async () => {
    const { session } = await withLin();
    session.permissions.check('settle-late', action('payments.acceptUnsettled'));
    await session.permissions.approve('chen', PINS.chen, 'settle-late');
    expect(session.permissions.check('manage-staff', action('staff.add'))).toMatchObject({
      why: 'approval-needed',
    });
    expect(session.permissions.check('change-settings', action('settings.save'))).toMatchObject({
      why: 'approval-needed',
    });
  });

  test.each([
    ['sun', PINS.sun, 'change-settings'],
    ['audrey', PINS.audrey, 'export'],
  ] as const)('%s cannot approve what they may not do', async (id, pin, permission) => {
    const { session, recordTypes, lastRecord } = await withLin();
    session.permissions.check(permission, action('settings.save'));
    expect(await session.permissions.approve(id, pin, permission)).toEqual({
      ok: false,
      why: 'not-an-approver',
    });
    expect(recordTypes()).not.toContain('rights-lent');
    expect(lastRecord()).toMatchObject({ type: 'pin-refused', by: { id }, why: 'not-an-approver' });
  });

  test('a supervisor who loses that role while their PIN is checked approves nothing', async () => {
    const { session, ports, pins, recordTypes } = await withLin();
    const real = plainPins();
    pins.verify = async (pin, verifier, id) => {
      await changePerson(ports, personCalled('Chen'), 'sun', { name: 'Sun', role: 'cashier', pin: '' });
      return real.verify(pin, verifier, id);
    };
    session.permissions.check('settle-late', action('payments.acceptUnsettled'));
    expect(await session.permissions.approve('sun', PINS.sun, 'settle-late')).toEqual({
      ok: false,
      why: 'not-an-approver',
    });
    expect(recordTypes()).not.toContain('rights-lent');
    expect(session.state).toMatchObject({ approval: null });
  });

  test('an approval ends when the person signs out', async () => {
    const { session } = await withLin();
    session.permissions.check('settle-late', action('payments.acceptUnsettled'));
    await session.permissions.approve('sun', PINS.sun, 'settle-late');
    session.signOut('handover');
    await session.signIn('lin', PINS.lin);
    expect(session.permissions.check('settle-late', action('payments.acceptUnsettled'))).toMatchObject({
      allowed: false,
    });
  });

  test('a cashier’s PIN approves nothing', async () => {
    const { session } = staffKit();
    await session.signIn('sun', PINS.sun);
    expect(await session.permissions.approve('lin', PINS.lin, 'settle-late')).toEqual({
      ok: false,
      why: 'not-an-approver',
    });
    expect(session.state).toMatchObject({ approval: null });
  });

  test('wrong PINs of an approver count as at sign-in', async () => {
    const { session } = await withLin();
    session.permissions.check('settle-late', action('payments.acceptUnsettled'));
    for (let count = 0; count < 3; count += 1)
      await session.permissions.approve('sun', '999999', 'settle-late');
    expect(await session.permissions.approve('sun', PINS.sun, 'settle-late')).toEqual({
      ok: false,
      why: 'pin-locked',
    });
    expect(await session.signIn('sun', PINS.sun)).toEqual({ ok: false, why: 'pin-locked' });
  });

  test('a manager who has not touched the till for a minute still charges, and enters the PIN again for more', async () => {
    const { session, clock } = staffKit();
    await session.signIn('chen', PINS.chen);
    await clock.pass(MINUTE);
    expect(session.permissions.check('charge', action('payments.start'))).toMatchObject({ allowed: true });
    expect((['charge', 'see-totals'] as const).map((one) => session.permissions.mayAlone(one))).toEqual([
      true,
      false,
    ]);
    expect(session.permissions.check('manage-staff', action('staff.add'))).toMatchObject({
      why: 'approval-needed',
    });
    await session.permissions.approve('chen', PINS.chen, 'manage-staff');
    expect(session.permissions.check('manage-staff', action('staff.add'))).toMatchObject({ allowed: true });
  });

  test('a manager at work keeps their permissions', async () => {
    const { session, clock } = staffKit();
    await session.signIn('chen', PINS.chen);
    for (let count = 0; count < 5; count += 1) {
      await clock.pass(MINUTE - 1);
      session.touch();
    }
    expect(session.permissions.check('manage-staff', action('staff.add'))).toMatchObject({ allowed: true });
  });
});
