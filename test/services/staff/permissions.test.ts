import { describe, expect, test } from 'vitest';
import { changePerson } from '#services/staff/change-staff.ts';
import { deed, personCalled, PINS, plainPins, staffKit, withLin } from '../../support/staff-kit.ts';

const MINUTE = 60_000;

describe('permissions', () => {
  test('a cashier charges and cannot settle a late payment; the refusal is in the journal', async () => {
    const { session, lastRecord } = await withLin();
    expect(session.permissions.admit('charge', deed('payments.start'))).toMatchObject({ admitted: true });
    expect(session.permissions.admit('settle-late', deed('payments.acceptUnsettled'))).toEqual({
      admitted: false,
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
    expect(session.permissions.admit('signed-in', deed('settings.read'))).toEqual({
      admitted: false,
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
    expect(session.permissions.admit('read-audit', deed('audit.page'))).toMatchObject({ admitted: true });
    expect(session.permissions.admit('charge', deed('payments.start'))).toEqual({
      admitted: false,
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
      expect(session.permissions.admit('see-totals', deed(call))).toEqual({
        admitted: true,
        acting: { by: personCalled('Lin'), approvedBy: personCalled('Sun') },
      });
      expect(lastRecord()).toMatchObject({ type: 'rights-used', call });
    }
    expect(session.permissions.admit('charge', deed('payments.start'))).toMatchObject({
      acting: { approvedBy: personCalled('Lin') },
    });
    await clock.pass(1);
    expect(session.state).toMatchObject({ approval: null });
    expect(session.permissions.admit('see-totals', deed('day.xReport'))).toMatchObject({ admitted: false });
    expect(recordTypes().filter((type) => type === 'rights-used')).toHaveLength(2);
  });

  test.each([
    ['approve-refund', 'refunds.start'],
    ['settle-late', 'payments.acceptUnsettled'],
    ['change-settings', 'settings.save'],
    ['manage-staff', 'staff.add'],
  ] as const)('an approval of %s is valid once: the next one asks again', async (permission, call) => {
    const { session, recordTypes } = await withLin();
    session.permissions.admit(permission, deed(call));
    await session.permissions.approve('chen', PINS.chen, permission);
    expect(session.permissions.admit(permission, deed(call))).toMatchObject({ admitted: true });
    expect(session.state).toMatchObject({ approval: null });
    expect(session.permissions.admit(permission, deed(call))).toEqual({
      admitted: false,
      why: 'approval-needed',
    });
    await session.permissions.approve('chen', PINS.chen, permission);
    expect(session.permissions.admit(permission, deed(call))).toMatchObject({ admitted: true });
    expect(recordTypes().filter((type) => type === 'rights-used')).toHaveLength(2);
  });

  test('an approval is not used up if the journal cannot be written', async () => {
    const { session, journal } = await withLin();
    session.permissions.admit('approve-refund', deed('refunds.start'));
    await session.permissions.approve('sun', PINS.sun, 'approve-refund');
    journal.full = true;
    expect(() => session.permissions.admit('approve-refund', deed('refunds.start'))).toThrow(
      'the disk is full',
    );
    journal.full = false;
    expect(session.permissions.admit('approve-refund', deed('refunds.start'))).toMatchObject({
      admitted: true,
    });
  });

  test('a supervisor who refunds with their own PIN may go on for a minute', async () => {
    const { session, clock } = staffKit();
    await session.signIn('sun', PINS.sun);
    await clock.pass(MINUTE);
    await session.permissions.approve('sun', PINS.sun, 'approve-refund');
    for (let count = 0; count < 3; count += 1)
      expect(session.permissions.admit('approve-refund', deed('refunds.start'))).toMatchObject({
        admitted: true,
      });
  });

  test('an approval of one permission approves no other', async () => {
    const { session } = await withLin();
    session.permissions.admit('settle-late', deed('payments.acceptUnsettled'));
    await session.permissions.approve('chen', PINS.chen, 'settle-late');
    expect(session.permissions.admit('manage-staff', deed('staff.add'))).toMatchObject({
      why: 'approval-needed',
    });
    expect(session.permissions.admit('change-settings', deed('settings.save'))).toMatchObject({
      why: 'approval-needed',
    });
  });

  test.each([
    ['sun', PINS.sun, 'change-settings'],
    ['audrey', PINS.audrey, 'export'],
  ] as const)('%s cannot approve what they may not do', async (id, pin, permission) => {
    const { session, recordTypes, lastRecord } = await withLin();
    session.permissions.admit(permission, deed('settings.save'));
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
    pins.check = async (pin, verifier, id) => {
      await changePerson(ports, personCalled('Chen'), 'sun', { name: 'Sun', role: 'cashier', pin: '' });
      return real.check(pin, verifier, id);
    };
    session.permissions.admit('settle-late', deed('payments.acceptUnsettled'));
    expect(await session.permissions.approve('sun', PINS.sun, 'settle-late')).toEqual({
      ok: false,
      why: 'not-an-approver',
    });
    expect(recordTypes()).not.toContain('rights-lent');
    expect(session.state).toMatchObject({ approval: null });
  });

  test('an approval ends when the person signs out', async () => {
    const { session } = await withLin();
    session.permissions.admit('settle-late', deed('payments.acceptUnsettled'));
    await session.permissions.approve('sun', PINS.sun, 'settle-late');
    session.signOut('handover');
    await session.signIn('lin', PINS.lin);
    expect(session.permissions.admit('settle-late', deed('payments.acceptUnsettled'))).toMatchObject({
      admitted: false,
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
    session.permissions.admit('settle-late', deed('payments.acceptUnsettled'));
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
    expect(session.permissions.admit('charge', deed('payments.start'))).toMatchObject({ admitted: true });
    expect((['charge', 'see-totals'] as const).map((one) => session.permissions.mayAlone(one))).toEqual([
      true,
      false,
    ]);
    expect(session.permissions.admit('manage-staff', deed('staff.add'))).toMatchObject({
      why: 'approval-needed',
    });
    await session.permissions.approve('chen', PINS.chen, 'manage-staff');
    expect(session.permissions.admit('manage-staff', deed('staff.add'))).toMatchObject({ admitted: true });
  });

  test('a manager at work keeps their permissions', async () => {
    const { session, clock } = staffKit();
    await session.signIn('chen', PINS.chen);
    for (let count = 0; count < 5; count += 1) {
      await clock.pass(MINUTE - 1);
      session.touch();
    }
    expect(session.permissions.admit('manage-staff', deed('staff.add'))).toMatchObject({ admitted: true });
  });
});
