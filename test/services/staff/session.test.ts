import { describe, expect, test } from 'vitest';
import { trainingManager } from '#domain/staff/staff.ts';
import { changePerson } from '#services/staff/change-staff.ts';
import { personCalled, PINS, plainPins, staffKit } from '../../support/staff-kit.ts';

const MINUTE = 60_000;

const withLin = async () => {
  const kit = staffKit();
  await kit.session.signIn('lin', PINS.lin);
  return kit;
};

describe('signing in', () => {
  test('with the right PIN signs the person in, and is in the journal', async () => {
    const { session, lastRecord } = await withLin();
    expect(session.person).toEqual(personCalled('Lin'));
    expect(lastRecord()).toEqual({ type: 'signed-in', by: personCalled('Lin') });
  });

  test('with a wrong PIN does not', async () => {
    const { session } = staffKit();
    expect(await session.signIn('lin', '9999')).toEqual({ ok: false, why: 'pin-wrong' });
    expect(session.state).toEqual({ stage: 'signed-out', locked: null });
  });

  test('a handover is recorded differently from a sign-out', async () => {
    const { session, lastRecord } = await withLin();
    session.signOut('handover');
    expect(lastRecord()).toEqual({ type: 'signed-out', by: personCalled('Lin'), why: 'handover' });
    await session.signIn('sun', PINS.sun);
    session.signOut('asked');
    expect(lastRecord()).toEqual({ type: 'signed-out', by: personCalled('Sun'), why: 'asked' });
  });

  test('nobody is signed in when the journal cannot be written', async () => {
    const { session, journal } = staffKit();
    journal.full = true;
    await expect(session.signIn('lin', PINS.lin)).rejects.toThrow('the disk is full');
    expect(session.person).toBeNull();
  });

  test('the first person of a new till becomes its manager', async () => {
    const { session, recordTypes, staff } = staffKit({}, []);
    expect(session.state).toEqual({ stage: 'first-manager' });
    expect(await session.makeFirstManager('  Chen ', PINS.chen)).toMatchObject({ changed: true });
    expect(session.person).toMatchObject({ name: 'Chen', role: 'manager' });
    expect(staff.read()).toHaveLength(1);
    expect(recordTypes()).toEqual(['staff-added', 'signed-in']);
  });

  test('only one becomes first manager, even when two ask at once', async () => {
    const { session, staff } = staffKit({}, []);
    const both = [session.makeFirstManager('Chen', PINS.chen), session.makeFirstManager('Mallory', '918273')];
    expect(await Promise.all(both)).toMatchObject([{ changed: true }, undefined]);
    expect(staff.read().map(({ name }) => name)).toEqual(['Chen']);
  });

  test('nobody becomes first manager once there is staff', async () => {
    const { session, staff, lastRecord } = staffKit();
    expect(await session.makeFirstManager('Mallory', '918273')).toBeUndefined();
    expect(staff.read()).toHaveLength(5);
    expect(lastRecord()).toMatchObject({ type: 'permission-refused', call: 'session.firstManager' });
  });

  test('a lost list of people is visible in the journal', async () => {
    const kit = await withLin();
    kit.session.signOut('asked');
    kit.staff.write([]);
    await kit.session.makeFirstManager('Chen', PINS.chen);
    expect(kit.recordTypes().slice(-3)).toEqual(['staff-reset', 'staff-added', 'signed-in']);
  });
});

describe('an idle till', () => {
  test('locks after five minutes and remembers who was signed in', async () => {
    const { session, clock, lastRecord } = await withLin();
    await clock.pass(5 * MINUTE - 1);
    expect(session.person).not.toBeNull();
    await clock.pass(1);
    expect(session.state).toEqual({ stage: 'signed-out', locked: personCalled('Lin') });
    expect(lastRecord()).toEqual({ type: 'signed-out', by: personCalled('Lin'), why: 'idle' });
  });

  test('does not lock while it is in use', async () => {
    const { session, clock } = await withLin();
    for (let count = 0; count < 10; count += 1) {
      await clock.pass(4 * MINUTE);
      session.touch();
    }
    expect(session.person).not.toBeNull();
  });

  test('does not lock while a payment waits for its customer', async () => {
    const { session, clock, state } = await withLin();
    state.busy = true;
    await clock.pass(60 * MINUTE);
    expect(session.person).not.toBeNull();
    state.busy = false;
    await clock.pass(5 * MINUTE);
    expect(session.person).toBeNull();
  });

  test('locks even when the disk is full', async () => {
    const { session, clock, journal } = await withLin();
    journal.full = true;
    await clock.pass(5 * MINUTE);
    expect(session.person).toBeNull();
  });
});

describe('permissions', () => {
  test('a cashier charges and cannot settle a late payment; the refusal is in the journal', async () => {
    const { session, lastRecord } = await withLin();
    expect(session.admit('charge', 'payments.start')).toMatchObject({ admitted: true });
    expect(session.admit('settle-late', 'payments.acceptUnsettled')).toEqual({
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
    expect(session.admit('signed-in', 'settings.read')).toEqual({ admitted: false, why: 'sign-in-needed' });
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
    expect(session.admit('read-audit', 'audit.page')).toMatchObject({ admitted: true });
    expect(session.admit('charge', 'payments.start')).toEqual({ admitted: false, why: 'not-permitted' });
    expect(lastRecord()).toMatchObject({ type: 'permission-refused', why: 'not-permitted' });
  });

  test('a supervisor’s PIN approves one permission for a minute, and both names are in the journal', async () => {
    const { session, clock, lastRecord, recordTypes } = await withLin();
    await session.approve('sun', PINS.sun, 'see-totals');
    expect(lastRecord()).toEqual({
      type: 'rights-lent',
      by: personCalled('Sun'),
      to: personCalled('Lin'),
      permission: 'see-totals',
    });
    await clock.pass(MINUTE - 1);
    for (const call of ['day.xReport', 'day.xPrint']) {
      expect(session.admit('see-totals', call)).toEqual({
        admitted: true,
        acting: { by: personCalled('Lin'), approvedBy: personCalled('Sun') },
      });
      expect(lastRecord()).toMatchObject({ type: 'rights-used', call });
    }
    expect(session.admit('charge', 'payments.start')).toMatchObject({
      acting: { approvedBy: personCalled('Lin') },
    });
    await clock.pass(1);
    expect(session.state).toMatchObject({ approval: null });
    expect(session.admit('see-totals', 'day.xReport')).toMatchObject({ admitted: false });
    expect(recordTypes().filter((type) => type === 'rights-used')).toHaveLength(2);
  });

  test.each([
    ['approve-refund', 'refunds.start'],
    ['settle-late', 'payments.acceptUnsettled'],
    ['change-settings', 'settings.save'],
    ['manage-staff', 'staff.add'],
  ] as const)('an approval of %s is valid once: the next one asks again', async (permission, call) => {
    const { session, recordTypes } = await withLin();
    await session.approve('chen', PINS.chen, permission);
    expect(session.admit(permission, call)).toMatchObject({ admitted: true });
    expect(session.state).toMatchObject({ approval: null });
    expect(session.admit(permission, call)).toEqual({ admitted: false, why: 'approval-needed' });
    await session.approve('chen', PINS.chen, permission);
    expect(session.admit(permission, call)).toMatchObject({ admitted: true });
    expect(recordTypes().filter((type) => type === 'rights-used')).toHaveLength(2);
  });

  test('an approval is not used up if the journal cannot be written', async () => {
    const { session, journal } = await withLin();
    await session.approve('sun', PINS.sun, 'approve-refund');
    journal.full = true;
    expect(() => session.admit('approve-refund', 'refunds.start')).toThrow('the disk is full');
    journal.full = false;
    expect(session.admit('approve-refund', 'refunds.start')).toMatchObject({ admitted: true });
  });

  test('a supervisor who refunds with their own PIN may go on for a minute', async () => {
    const { session, clock } = staffKit();
    await session.signIn('sun', PINS.sun);
    await clock.pass(MINUTE);
    await session.approve('sun', PINS.sun, 'approve-refund');
    for (let count = 0; count < 3; count += 1)
      expect(session.admit('approve-refund', 'refunds.start')).toMatchObject({ admitted: true });
  });

  test('an approval of one permission approves no other', async () => {
    const { session } = await withLin();
    await session.approve('chen', PINS.chen, 'settle-late');
    expect(session.admit('manage-staff', 'staff.add')).toMatchObject({ why: 'approval-needed' });
    expect(session.admit('change-settings', 'settings.save')).toMatchObject({ why: 'approval-needed' });
  });

  test.each([
    ['sun', PINS.sun, 'change-settings'],
    ['audrey', PINS.audrey, 'export'],
  ] as const)('%s cannot approve what they may not do', async (id, pin, permission) => {
    const { session, recordTypes, lastRecord } = await withLin();
    expect(await session.approve(id, pin, permission)).toEqual({ ok: false, why: 'not-an-approver' });
    expect(recordTypes()).not.toContain('rights-lent');
    expect(lastRecord()).toMatchObject({ type: 'pin-refused', by: { id }, why: 'not-an-approver' });
  });

  test('a supervisor who loses that role while their PIN is checked approves nothing', async () => {
    const { session, ports, pins, recordTypes } = await withLin();
    const real = plainPins();
    pins.check = async (pin, verifier) => {
      await changePerson(ports, personCalled('Chen'), 'sun', { name: 'Sun', role: 'cashier', pin: '' });
      return real.check(pin, verifier);
    };
    expect(await session.approve('sun', PINS.sun, 'settle-late')).toEqual({
      ok: false,
      why: 'not-an-approver',
    });
    expect(recordTypes()).not.toContain('rights-lent');
    expect(session.state).toMatchObject({ approval: null });
  });

  test('an approval ends when the person signs out', async () => {
    const { session } = await withLin();
    await session.approve('sun', PINS.sun, 'settle-late');
    session.signOut('handover');
    await session.signIn('lin', PINS.lin);
    expect(session.admit('settle-late', 'payments.acceptUnsettled')).toMatchObject({ admitted: false });
  });

  test('a cashier’s PIN approves nothing', async () => {
    const { session } = staffKit();
    await session.signIn('sun', PINS.sun);
    expect(await session.approve('lin', PINS.lin, 'settle-late')).toEqual({
      ok: false,
      why: 'not-an-approver',
    });
    expect(session.state).toMatchObject({ approval: null });
  });

  test('wrong PINs of an approver count as at sign-in', async () => {
    const { session } = await withLin();
    for (let count = 0; count < 3; count += 1) await session.approve('sun', '999999', 'settle-late');
    expect(await session.approve('sun', PINS.sun, 'settle-late')).toEqual({ ok: false, why: 'pin-locked' });
    expect(await session.signIn('sun', PINS.sun)).toEqual({ ok: false, why: 'pin-locked' });
  });

  test('a manager who has not touched the till for a minute still charges, and enters the PIN again for more', async () => {
    const { session, clock } = staffKit();
    await session.signIn('chen', PINS.chen);
    await clock.pass(MINUTE);
    expect(session.admit('charge', 'payments.start')).toMatchObject({ admitted: true });
    expect((['charge', 'see-totals'] as const).map((one) => session.mayAlone(one))).toEqual([true, false]);
    expect(session.admit('manage-staff', 'staff.add')).toMatchObject({ why: 'approval-needed' });
    await session.approve('chen', PINS.chen, 'manage-staff');
    expect(session.admit('manage-staff', 'staff.add')).toMatchObject({ admitted: true });
  });

  test('a manager at work keeps their permissions', async () => {
    const { session, clock } = staffKit();
    await session.signIn('chen', PINS.chen);
    for (let count = 0; count < 5; count += 1) {
      await clock.pass(MINUTE - 1);
      session.touch();
    }
    expect(session.admit('manage-staff', 'staff.add')).toMatchObject({ admitted: true });
  });
});

describe('training', () => {
  const inTraining = (people = staffKit().staff.read()) => staffKit({ asksForStaff: () => false }, people);

  test('has its manager signed in from the start, records nothing and never locks', async () => {
    const { session, clock, recordTypes } = inTraining();
    expect(session.person).toEqual(trainingManager);
    session.signOut('asked');
    await clock.pass(60 * MINUTE);
    expect(session.person).toEqual(trainingManager);
    expect(session.admit('charge', 'payments.start')).toMatchObject({ admitted: true });
    expect(session.admit('settle-late', 'payments.acceptUnsettled')).toMatchObject({ admitted: true });
    expect(recordTypes()).toEqual([]);
  });

  test('may set up a new till, but not change settings or staff once there is staff', async () => {
    expect(inTraining([]).session.admit('change-settings', 'settings.save')).toMatchObject({
      admitted: true,
    });
    const { session } = inTraining();
    expect(session.admit('change-settings', 'settings.save')).toMatchObject({ why: 'approval-needed' });
    expect(session.admit('manage-staff', 'staff.add')).toMatchObject({ why: 'approval-needed' });
    await session.approve('chen', PINS.chen, 'change-settings');
    expect(session.admit('change-settings', 'settings.save')).toMatchObject({
      acting: { by: trainingManager, approvedBy: personCalled('Chen') },
    });
  });

  test('ends when people have to sign in: its manager does not stay signed in', () => {
    let asks = false;
    const { session } = staffKit({ asksForStaff: () => asks });
    asks = true;
    session.enter();
    expect(session.state).toEqual({ stage: 'signed-out', locked: null });
  });
});
