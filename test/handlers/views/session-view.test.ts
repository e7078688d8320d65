import { expect, test } from 'vitest';
import type { StaffRole } from '#domain/staff/staff.ts';
import { STAFF_ROLES } from '#domain/staff/staff.ts';
import { sessionView } from '#handlers/views/session-view.ts';
import type { Difference } from '#services/known/known-till.ts';
import { guessTen, member, shopStaff, staffKit } from '../../support/staff-kit.ts';

const sun = { id: 'sun', name: 'Sun', role: 'supervisor' } as const;
const made = { ...sun, role: 'manager' } as const;

const shownTo = (role: StaffRole, unread: readonly Difference[]) => {
  const { staff, tries } = staffKit();
  const person = { id: 'p', name: 'P', role };
  const state = { stage: 'signed-in', person, isTraining: false, approval: null } as const;
  const view = sessionView({ state }, staff, tries, { unread });
  return view.stage === 'signed-in' ? view.changedOutside : undefined;
};

const role: Difference = { type: 'staff-differs', person: sun, found: made, how: 'role', where: 'outside' };
const gone: Difference = { type: 'staff-differs', person: sun, found: null, how: 'removed', where: 'anew' };
const settings = (what: 'settings' | 'settings-refused', ...names: readonly string[]): Difference => ({
  type: 'till-differs',
  what,
  names,
  where: 'outside',
});

test('only people who read the audit log are told what was changed outside', () => {
  const told = STAFF_ROLES.filter((one) => shownTo(one, [role]) !== null);
  expect(told).toEqual(['manager', 'auditor']);
  expect(shownTo('manager', [])).toBeNull();
});

test.each([
  [[role, gone], { staff: 'outside', changed: 'none', refused: 'none' }],
  [[gone], { staff: 'anew', changed: 'none', refused: 'none' }],
  [
    [
      settings('settings', 'siteId', 'ceiling'),
      settings('settings', 'ceiling'),
      settings('settings-refused', 'cutOff'),
    ],
    { staff: 'none', changed: 'siteId,ceiling', refused: 'cutOff' },
  ],
] satisfies [Difference[], object][])(
  'they are told which settings, and how far the staff list holds',
  (unread, details) => {
    expect(shownTo('manager', unread)).toEqual({ code: 'changed-outside', details });
  },
);

test('a person whose PIN was changed outside is shown as locked out, like one after ten wrong PINs', async () => {
  const { ports, clock, staff, tries } = staffKit({}, [...shopStaff, member('Wu', 'manager', '604183')]);
  await guessTen(ports, clock, 'lin');
  staff.write(
    staff.read().map((one) => (one.id === 'sun' ? { ...one, pin: { ...one.pin, hash: '' } } : one)),
  );
  const { people } = sessionView({ state: { stage: 'signed-out', locked: null } }, staff, tries, {
    unread: [],
  });
  expect(people.filter(({ lockedOut }) => lockedOut).map(({ name }) => name)).toEqual(['Lin', 'Sun']);
});
