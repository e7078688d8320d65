import { describe, expect, test } from 'vitest';
import { personCalled, PINS, staffKit } from '../../support/staff-kit.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const withLin = async () => {
  const kit = staffKit();
  await kit.session.signIn('lin', PINS.lin);
  return kit;
};

describe('a clock that somebody sets', () => {
  test.each([-DAY, DAY])('by %i ms neither keeps the till open nor shuts it early', async (ms) => {
    const { session, clock } = await withLin();
    clock.set(ms);
    await clock.pass(5 * MINUTE - 1);
    expect(session.person).not.toBeNull();
    await clock.pass(1);
    expect(session.state).toEqual({ stage: 'signed-out', locked: personCalled('Lin') });
  });

  test.each([-DAY, DAY])('by %i ms neither keeps a manager’s rights nor takes them', async (ms) => {
    const { session, clock } = staffKit();
    await session.signIn('chen', PINS.chen);
    clock.set(ms);
    await clock.pass(MINUTE - 1);
    expect(session.admit('manage-staff', 'staff.add')).toMatchObject({ admitted: true });
    await clock.pass(1);
    expect(session.admit('manage-staff', 'staff.add')).toMatchObject({ why: 'approval-needed' });
  });

  test.each([-DAY, DAY])('by %i ms lends nothing for longer or shorter, and the till says so', async (ms) => {
    const { session, clock } = await withLin();
    await session.approve('sun', PINS.sun, 'see-totals');
    clock.set(ms);
    await clock.pass(MINUTE - 1);
    expect(session.state).toMatchObject({ approval: { by: personCalled('Sun'), left: 1 } });
    expect(session.admit('see-totals', 'day.xReport')).toMatchObject({ admitted: true });
    await clock.pass(1);
    expect(session.state).toMatchObject({ approval: null });
    expect(session.admit('see-totals', 'day.xReport')).toMatchObject({ why: 'approval-needed' });
  });

  test('is what the books go by: they say when something happened as the wall says it', async () => {
    const { session, clock, journal } = await withLin();
    clock.set(-DAY);
    session.signOut('asked');
    expect(journal.journal.at(-1)?.at).toBe(clock.now());
  });
});
