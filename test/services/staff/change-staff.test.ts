import { describe, expect, test } from 'vitest';
import { trainingManager } from '#domain/staff/staff.ts';
import { addPerson, changeOwnPin, changePerson, dismissPerson } from '#services/staff/change-staff.ts';
import { checkPin, memberOf } from '#services/staff/check-pin.ts';
import { member, personCalled, PINS, shopStaff, staffKit } from '../../support/staff-kit.ts';

const chen = personCalled('Chen');
const lin = personCalled('Lin');
const mei = { name: 'Mei', role: 'cashier', pin: '5093' } as const;

describe('the list of people', () => {
  test('gets a new person, who can sign in at once', async () => {
    const { ports, lastRecord } = staffKit();
    const added = await addPerson(ports, chen, mei);
    if (!added.changed) throw new Error(added.why);
    expect(lastRecord()).toEqual({ type: 'staff-added', by: chen, person: added.person });
    expect(await checkPin(ports, added.person.id, mei.pin)).toEqual({ ok: true, person: added.person });
  });

  test.each([
    [{ ...mei, name: '  ' }, 'name-invalid'],
    [{ ...mei, name: 'x'.repeat(41) }, 'name-too-long'],
    [{ ...mei, name: '\u0000\u202E' }, 'name-invalid'],
    [{ ...mei, name: 'Lin\t' }, 'name-taken'],
    [{ ...mei, name: ' lin ' }, 'name-taken'],
    [{ ...mei, name: 'ＬＩＮ' }, 'name-taken'],
    [{ ...mei, pin: PINS.lin }, 'pin-taken'],
    [{ ...mei, pin: '1984' }, 'pin-trivial'],
    [{ ...mei, pin: '' }, 'pin-too-short'],
    [{ ...mei, pin: '1234' }, 'pin-trivial'],
    [{ ...mei, role: 'manager' }, 'pin-too-short'],
  ] as const)('refuses %j', async (typed, why) => {
    const { ports, staff, recordTypes } = staffKit();
    expect(await addPerson(ports, chen, typed)).toEqual({ changed: false, why });
    expect(staff.read()).toHaveLength(5);
    expect(recordTypes()).toEqual([]);
  });

  test('gives nobody another’s name or PIN by a change, and lets everybody keep their own', async () => {
    const { ports } = staffKit();
    const change = async (name: string, pin: string) => {
      const made = await changePerson(ports, chen, 'lin', { name, role: 'cashier', pin });
      return made.changed ? 'changed' : made.why;
    };
    expect(await change('SUN', '')).toBe('name-taken');
    expect(await change('Lin', PINS.audrey)).toBe('pin-taken');
    expect(await change('lin', PINS.lin)).toBe('changed');
  });

  test('has one person of a name, even where two managers add them at the same moment', async () => {
    const { ports, staff } = staffKit();
    const added = await Promise.all([
      addPerson(ports, chen, mei),
      addPerson(ports, chen, { ...mei, name: 'mei' }),
    ]);
    expect(added.filter(({ changed }) => changed)).toHaveLength(1);
    expect(staff.read()).toHaveLength(6);
  });

  test('tells nobody who changes their own PIN what another’s is', async () => {
    const { ports } = staffKit();
    expect(await changeOwnPin(ports, lin, PINS.lin, PINS.audrey)).toMatchObject({ changed: true });
  });

  test('keeps the PIN of a person who only gets another name', async () => {
    const { ports, recordTypes } = staffKit();
    const typed = { name: 'Lin Lin', role: 'cashier', pin: '' } as const;
    expect(await changePerson(ports, chen, 'lin', typed)).toMatchObject({ changed: true });
    expect((await checkPin(ports, 'lin', PINS.lin)).ok).toBe(true);
    expect(recordTypes()).toEqual(['staff-changed']);
  });

  test('requires a longer PIN when a person becomes an approver', async () => {
    const { ports, staff } = staffKit();
    const typed = { name: 'Lin', role: 'supervisor', pin: '' } as const;
    expect(await changePerson(ports, chen, 'lin', typed)).toEqual({ changed: false, why: 'pin-too-short' });
    await changePerson(ports, chen, 'lin', { ...typed, pin: '582930' });
    expect(memberOf(staff, 'lin')).toMatchObject({ role: 'supervisor' });
  });

  test('ends a lockout when a new PIN is set', async () => {
    const { ports, clock } = staffKit();
    for (let count = 0; count < 10; count += 1) {
      await checkPin(ports, 'lin', '9999');
      await clock.pass(300_000);
    }
    expect(await checkPin(ports, 'lin', PINS.lin)).toEqual({ ok: false, why: 'pin-shut-out' });
    await changePerson(ports, chen, 'lin', { name: 'Lin', role: 'cashier', pin: '8204' });
    expect((await checkPin(ports, 'lin', '8204')).ok).toBe(true);
  });

  test('never loses its last manager', async () => {
    const { ports, staff } = staffKit();
    expect(dismissPerson(ports, chen, 'chen')).toEqual({ changed: false, why: 'last-manager' });
    const typed = { name: 'Chen', role: 'cashier', pin: '' } as const;
    expect(await changePerson(ports, chen, 'chen', typed)).toEqual({ changed: false, why: 'last-manager' });
    expect(memberOf(staff, 'chen')).toMatchObject({ role: 'manager' });
  });

  test('is not changed when the journal cannot be written', async () => {
    const { ports, staff, journal } = staffKit();
    journal.full = true;
    expect(() => dismissPerson(ports, chen, 'lin')).toThrow('the disk is full');
    await expect(addPerson(ports, chen, mei)).rejects.toThrow('the disk is full');
    expect(staff.read()).toHaveLength(5);
  });

  test('signs out a person who is removed from it', async () => {
    const { ports, session, recordTypes } = staffKit();
    await session.signIn('lin', PINS.lin);
    dismissPerson(ports, chen, 'lin');
    session.refresh();
    expect(session.person).toBeNull();
    expect(recordTypes()).toEqual(['signed-in', 'staff-left', 'signed-out']);
  });
});

describe('two changes at the same time', () => {
  const wu = member('Wu', 'manager', '604183');
  const kit = () => staffKit({}, [...shopStaff, wu]);
  const asCashier = (name: string, pin: string) => ({ name, role: 'cashier', pin }) as const;

  test('never take the role from both of the last two managers', async () => {
    const { ports, staff, recordTypes } = kit();
    const answers = await Promise.all([
      changePerson(ports, wu, 'chen', asCashier('Chen', '8204')),
      changePerson(ports, chen, 'wu', asCashier('Wu', '5093')),
    ]);
    expect(answers).toMatchObject([{ changed: true }, { changed: false, why: 'last-manager' }]);
    expect(staff.read().filter(({ role }) => role === 'manager')).toEqual([wu]);
    expect(recordTypes()).toEqual(['staff-changed', 'pin-changed']);
  });

  test('never remove one manager while the other becomes a cashier', async () => {
    const { ports, staff } = kit();
    const changing = changePerson(ports, wu, 'chen', asCashier('Chen', '8204'));
    expect(dismissPerson(ports, chen, 'wu')).toMatchObject({ changed: true });
    expect(await changing).toEqual({ changed: false, why: 'last-manager' });
    expect(memberOf(staff, 'chen')).toMatchObject({ role: 'manager' });
  });

  test('record nothing of a person who was removed meanwhile', async () => {
    const { ports, staff, recordTypes } = kit();
    const changing = changePerson(ports, chen, 'lin', asCashier('Lin', '8204'));
    dismissPerson(ports, chen, 'lin');
    expect(await changing).toEqual({ changed: false, why: 'person-unknown' });
    expect(memberOf(staff, 'lin')).toBeUndefined();
    expect(recordTypes()).toEqual(['staff-left']);
  });

  test('do not give a role back to a person who changes their own PIN while losing it', async () => {
    const { ports, staff, pins, lastRecord } = kit();
    const demoting = { name: 'Chen Yu', role: 'cashier', pin: '' } as const;
    const hash: typeof pins.hash = async (pin, person) => {
      await changePerson(ports, wu, 'chen', demoting);
      return pins.hash(pin, person);
    };
    const slow = { ...ports, pins: { ...pins, hash } };
    expect(await changeOwnPin(slow, chen, PINS.chen, '604182')).toMatchObject({ changed: true });
    expect(memberOf(staff, 'chen')).toMatchObject({ name: 'Chen Yu', role: 'cashier' });
    expect(lastRecord()).toMatchObject({ type: 'pin-changed', person: { role: 'cashier' } });
  });

  test('do not leave an approver with a PIN that is too short for one', async () => {
    const { ports, staff, pins } = kit();
    const promoting = { name: 'Lin', role: 'supervisor', pin: '582930' } as const;
    const hash: typeof pins.hash = async (pin, person) => {
      await changePerson(ports, wu, 'lin', promoting);
      return pins.hash(pin, person);
    };
    const slow = { ...ports, pins: { ...pins, hash } };
    expect(await changeOwnPin(slow, lin, PINS.lin, '8204')).toEqual({
      changed: false,
      why: 'pin-too-short',
    });
    expect(memberOf(staff, 'lin')).toMatchObject({ role: 'supervisor' });
    expect((await checkPin(ports, 'lin', '582930')).ok).toBe(true);
  });
});

describe('one’s own PIN', () => {
  test('is changed with the current one, and recorded in one’s own name', async () => {
    const { ports, lastRecord, recordTypes } = staffKit();
    expect(await changeOwnPin(ports, lin, PINS.lin, '8204')).toEqual({ changed: true, person: lin });
    expect(lastRecord()).toEqual({ type: 'pin-changed', by: lin, person: lin });
    expect(recordTypes()).toEqual(['pin-changed']);
    expect(await checkPin(ports, 'lin', '8204')).toEqual({ ok: true, person: lin });
    expect(await checkPin(ports, 'lin', PINS.lin)).toEqual({ ok: false, why: 'pin-wrong' });
  });

  test('is not changed with a wrong current one, which counts as at sign-in', async () => {
    const { ports, recordTypes } = staffKit();
    for (const why of ['pin-wrong', 'pin-wrong', 'pin-wrong', 'pin-locked'])
      expect(await changeOwnPin(ports, lin, '9999', '8204')).toEqual({ changed: false, why });
    expect(recordTypes()).toEqual(Array(4).fill('pin-refused'));
    expect(await checkPin(ports, 'lin', PINS.lin)).toEqual({ ok: false, why: 'pin-locked' });
  });

  test.each([
    ['Lin', PINS.lin, '', 'pin-too-short'],
    ['Lin', PINS.lin, '820', 'pin-too-short'],
    ['Lin', PINS.lin, '7777', 'pin-trivial'],
    ['Chen', PINS.chen, '82041', 'pin-too-short'],
  ] as const)(
    'of %s cannot become an invalid one, and no attempt is counted',
    async (name, present, pin, why) => {
      const { ports, staff, recordTypes } = staffKit();
      const before = staff.read();
      expect(await changeOwnPin(ports, personCalled(name), present, pin)).toEqual({ changed: false, why });
      expect(staff.read()).toEqual(before);
      expect(recordTypes()).toEqual([]);
    },
  );

  test('cannot be changed by the training manager, who has none', async () => {
    const { ports } = staffKit();
    const change = await changeOwnPin(ports, trainingManager, '', '820413');
    expect(change).toEqual({ changed: false, why: 'person-unknown' });
  });
});
