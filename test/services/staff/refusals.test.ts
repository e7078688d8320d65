import { describe, expect, test } from 'vitest';
import { action, personCalled, PINS, staffKit, withLin } from '../../support/staff-kit.ts';

const MINUTE = 60_000;

describe('A page that asks again and again for what it may not do', () => {
  test('is refused each time, and fills the journal with ten rows and one a minute', async () => {
    const { session, journal, clock } = await withLin();
    const refusals = () =>
      journal.activity.map(({ record }) => record).filter(({ type }) => type === 'permission-refused');
    const flood = (): void => {
      for (let count = 0; count < 1_500; count += 1)
        for (const call of ['staff.add', 'staff.dismiss'])
          expect(session.permissions.check('manage-staff', action(call)).allowed).toBe(false);
    };
    flood();
    expect(refusals()).toHaveLength(10);
    await clock.pass(MINUTE);
    expect(refusals()).toHaveLength(11);
    expect(refusals().at(-1)).toEqual({
      type: 'permission-refused',
      by: personCalled('Lin'),
      permission: 'manage-staff',
      call: 'staff.dismiss',
      why: 'approval-needed',
      counted: { 'staff.add': 1_495, 'staff.dismiss': 1_495 },
    });
    await clock.pass(MINUTE);
    expect(refusals()).toHaveLength(11);
    session.permissions.check('manage-staff', action('staff.add'));
    expect(refusals().at(-1)).not.toHaveProperty('counted');
  });

  test('is in the journal under its own name before the next person works', async () => {
    const { session, journal } = await withLin();
    for (let count = 0; count < 12; count += 1)
      session.permissions.check('manage-staff', action('staff.add'));
    session.signOut('handover');
    expect(journal.activity.at(-1)?.record).toMatchObject({
      by: { name: 'Lin' },
      counted: { 'staff.add': 2 },
    });
  });

  test('stays counted while the disk is full, which keeps nobody from signing out', async () => {
    const { session, journal, clock } = staffKit();
    await session.signIn('lin', PINS.lin);
    for (let count = 0; count < 12; count += 1)
      session.permissions.check('manage-staff', action('staff.add'));
    journal.full = true;
    await clock.pass(MINUTE);
    expect(session.permissions.check('manage-staff', action('staff.add')).allowed).toBe(false);
    journal.full = false;
    await clock.pass(MINUTE);
    expect(journal.activity.at(-1)?.record).toMatchObject({ counted: { 'staff.add': 3 } });
  });
});
