import { describe, expect, test } from 'vitest';
import { trainingManager } from '#domain/staff/staff.ts';
import { action, personCalled, PINS, staffKit, withLin } from '../../support/staff-kit.ts';

const MINUTE = 60_000;

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

  test('nobody stays signed in because the journal cannot be written', async () => {
    const { session, journal } = await withLin();
    journal.full = true;
    expect(() => session.signOut('asked')).toThrow('the disk is full');
    expect(session.state).toEqual({ stage: 'signed-out', locked: null });
  });

  test('the training manager may do nothing in a real environment that has just opened', () => {
    let isReal = false;
    const { session, recordTypes } = staffKit({ asksForStaff: () => isReal });
    expect(session.person).toEqual(trainingManager);
    expect(session.permissions.mayAlone('close-day')).toBe(true);
    isReal = true;
    expect(session.permissions.mayAlone('close-day')).toBe(false);
    expect(session.permissions.check('close-day', action('day.close'))).toMatchObject({ allowed: false });
    session.enter();
    expect(session.person).toBeNull();
    expect(recordTypes()).toEqual(['permission-refused']);
  });

  test('a sign-in while another environment opens waits for its journal', async () => {
    let open = (): void => undefined;
    const opening = new Promise<void>((resolve) => (open = resolve));
    const { session, staff, recordTypes } = staffKit({ stationOpen: () => opening });
    const others = staffKit({ stationOpen: () => opening }, []);
    const signingIn = [session.signIn('lin', PINS.lin), others.session.makeFirstManager('Chen', PINS.chen)];
    await Promise.race([...signingIn, new Promise(setImmediate)]);
    expect([recordTypes(), others.recordTypes(), staff.read().length]).toEqual([[], [], 5]);
    open();
    await Promise.all(signingIn);
    expect([recordTypes(), others.recordTypes()]).toEqual([['signed-in'], ['staff-added', 'signed-in']]);
  });

  test('a sign-in waits for the journal that settings begin to close while the PIN is checked', async () => {
    let open = (): void => undefined;
    const opening = new Promise<void>((resolve) => (open = resolve));
    let waits = (): void => undefined;
    const waiting = new Promise<void>((resolve) => (waits = resolve));
    const doors = [Promise.resolve(), opening];
    const stationOpen = async (): Promise<void> => {
      if (doors.length === 1) waits();
      await doors.shift();
    };
    const { session, recordTypes } = staffKit({ stationOpen });
    const signingIn = session.signIn('lin', PINS.lin);
    await Promise.race([signingIn, waiting]);
    expect(recordTypes()).toEqual([]);
    open();
    await signingIn;
    expect(recordTypes()).toEqual(['signed-in']);
  });

  test('the first person of a new till becomes its manager', async () => {
    const { session, recordTypes, staff } = staffKit({}, []);
    expect(session.state).toEqual({ stage: 'first-manager', former: 'none' });
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

  test('a till without a staff list says what became of the people: gone, or without a passphrase', async () => {
    const kit = staffKit({}, []);
    const lost = (...what: readonly ('api-key' | 'pepper' | 'staff')[]): void =>
      void kit.journal.record({ type: 'secrets-lost', what }, 1);
    const former = (): unknown => ({ ...kit.session.state });
    lost('api-key');
    expect(former()).toEqual({ stage: 'first-manager', former: 'none' });
    await kit.session.makeFirstManager('Chen', PINS.chen);
    kit.session.signOut('asked');
    kit.staff.write([]);
    expect(former()).toEqual({ stage: 'first-manager', former: 'gone' });
    lost('staff', 'api-key', 'pepper');
    expect(former()).toEqual({ stage: 'first-manager', former: 'sealed' });
    await kit.session.makeFirstManager('Chen', PINS.chen);
    kit.session.signOut('asked');
    kit.staff.write([]);
    expect(former()).toEqual({ stage: 'first-manager', former: 'gone' });
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

describe('training', () => {
  const inTraining = (people = staffKit().staff.read()) => staffKit({ asksForStaff: () => false }, people);

  test('has its manager signed in from the start, records nothing and never locks', async () => {
    const { session, clock, recordTypes } = inTraining();
    expect(session.person).toEqual(trainingManager);
    session.signOut('asked');
    await clock.pass(60 * MINUTE);
    expect(session.person).toEqual(trainingManager);
    expect(session.permissions.check('charge', action('payments.start'))).toMatchObject({ allowed: true });
    expect(session.permissions.check('settle-late', action('payments.acceptUnsettled'))).toMatchObject({
      allowed: true,
    });
    expect(recordTypes()).toEqual([]);
  });

  test.each([
    ['install-update', 'updates.install'],
    ['leave-kiosk', 'kiosk.leave'],
  ] as const)(
    'asks for a PIN once there is staff for %s, which is real in training, too',
    (permission, call) => {
      expect(inTraining([]).session.permissions.check(permission, action(call))).toMatchObject({
        allowed: true,
      });
      expect(inTraining().session.permissions.check(permission, action(call))).toMatchObject({
        why: 'approval-needed',
      });
    },
  );

  test('may set up a new till, but not change settings or staff once there is staff', async () => {
    expect(
      inTraining([]).session.permissions.check('change-settings', action('settings.save')),
    ).toMatchObject({
      allowed: true,
    });
    const { session } = inTraining();
    expect(session.permissions.check('change-settings', action('settings.save'))).toMatchObject({
      why: 'approval-needed',
    });
    expect(session.permissions.check('manage-staff', action('staff.add'))).toMatchObject({
      why: 'approval-needed',
    });
    await session.permissions.approve('chen', PINS.chen, 'change-settings');
    expect(session.permissions.check('change-settings', action('settings.save'))).toMatchObject({
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
