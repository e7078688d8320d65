import { describe, expect, test } from 'vitest';
import { action, personCalled, PINS, staffKit } from '../../support/staff-kit.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const withLin = async () => {
  const kit = staffKit();
  await kit.session.signIn('lin', PINS.lin);
  return kit;
};

describe('setting the clock', () => {
  test.each([-DAY, DAY])('by %i ms neither delays the lock nor locks early', async (ms) => {
    const { session, clock } = await withLin();
    clock.set(ms);
    await clock.pass(5 * MINUTE - 1);
    expect(session.person).not.toBeNull();
    await clock.pass(1);
    expect(session.state).toEqual({ stage: 'signed-out', locked: personCalled('Lin') });
  });

  test.each([-DAY, DAY])('by %i ms neither extends a manager’s permissions nor ends them', async (ms) => {
    const { session, clock } = staffKit();
    await session.signIn('chen', PINS.chen);
    clock.set(ms);
    await clock.pass(MINUTE - 1);
    expect(session.permissions.check('manage-staff', action('staff.add'))).toMatchObject({ allowed: true });
    await clock.pass(1);
    expect(session.permissions.check('manage-staff', action('staff.add'))).toMatchObject({
      why: 'approval-needed',
    });
  });

  test.each([-DAY, DAY])('by %i ms changes no approval, and the till shows that', async (ms) => {
    const { session, clock } = await withLin();
    await session.permissions.approve('sun', PINS.sun, 'see-totals');
    clock.set(ms);
    await clock.pass(MINUTE - 1);
    expect(session.state).toMatchObject({ approval: { by: personCalled('Sun'), left: 1 } });
    expect(session.permissions.check('see-totals', action('day.xReport'))).toMatchObject({ allowed: true });
    await clock.pass(1);
    expect(session.state).toMatchObject({ approval: null });
    expect(session.permissions.check('see-totals', action('day.xReport'))).toMatchObject({
      why: 'approval-needed',
    });
  });

  test('changes the times in the journal, which come from the clock', async () => {
    const { session, clock, journal } = await withLin();
    clock.set(-DAY);
    session.signOut('asked');
    expect(journal.activity.at(-1)?.at).toBe(clock.now());
  });
});
