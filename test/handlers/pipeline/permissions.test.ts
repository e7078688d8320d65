import { describe, expect, test, vi } from 'vitest';
import type { CallName } from '#contract/calls.ts';
import { calls } from '#contract/calls.ts';
import { refuse } from '#contract/problem.ts';
import { DiskFailed } from '#domain/journal/disk-trouble.ts';
import type { Need, StaffRole } from '#domain/staff/staff.ts';
import { STAFF_ROLES } from '#domain/staff/staff.ts';
import type { Handlers } from '#handlers/handlers.ts';
import { runCall } from '#handlers/pipeline/run-call.ts';
import type { Acting } from '#services/staff/session-types.ts';
import { personCalled, PINS, staffKit } from '../../support/staff-kit.ts';

const names = Object.keys(calls) as CallName[];
const NAMED = {
  cashier: 'lin',
  supervisor: 'sun',
  manager: 'chen',
  auditor: 'audrey',
  installer: 'ivan',
} as const;

/** Who may make a call that needs this permission, written down independently of the program. */
const MAY: Readonly<Record<Exclude<Need, 'anyone'>, readonly StaffRole[]>> = {
  'signed-in': ['cashier', 'supervisor', 'manager', 'auditor', 'installer'],
  charge: ['cashier', 'supervisor', 'manager'],
  'open-shift': ['cashier', 'supervisor', 'manager'],
  'ask-refund': ['cashier', 'supervisor', 'manager'],
  'see-history': ['cashier', 'supervisor', 'manager', 'auditor', 'installer'],
  reprint: ['cashier', 'supervisor', 'manager'],
  'approve-refund': ['supervisor', 'manager'],
  'settle-late': ['supervisor', 'manager'],
  'settle-by-hand': ['manager'],
  'free-till': ['manager'],
  'see-totals': ['supervisor', 'manager', 'auditor'],
  reconcile: ['supervisor', 'manager'],
  'close-day': ['supervisor', 'manager'],
  export: ['supervisor', 'manager', 'auditor'],
  'sign-off': ['manager'],
  'change-settings': ['manager', 'installer'],
  'manage-staff': ['manager'],
  'read-audit': ['manager', 'auditor'],
  'restore-journal': ['manager'],
  'install-update': ['manager'],
  'leave-kiosk': ['manager', 'installer'],
};

/** The calls without sign-in: those that show the screen, and signing in. */
const OPEN_TO_ALL = [
  'till.snapshot',
  'customer.snapshot',
  'customer.language',
  'session.read',
  'session.firstManager',
  'session.signIn',
  'session.touch',
  'appearance.read',
  'appearance.change',
  'customer.look',
  'customer.brand',
  'customer.beat',
  'display.read',
  'passphrase.read',
  'passphrase.enter',
  'passphrase.train',
];

const kitWith = (change: Parameters<typeof staffKit>[0] = {}) => {
  const kit = staffKit(change);
  const handled: string[] = [];
  const handlers = Object.fromEntries(
    names.map((name) => [name, vi.fn(() => (handled.push(name), { ok: true, value: {} }))]),
  ) as unknown as Handlers;
  const call = async (name: CallName): Promise<unknown> =>
    runCall({ handlers, session: kit.session }, name, {});
  return { ...kit, handlers, call, handled };
};

test('only these calls need nobody signed in', () => {
  expect(names.filter((name) => calls[name].needs === 'anyone').sort()).toEqual([...OPEN_TO_ALL].sort());
});

describe.each(STAFF_ROLES)('signed in as %s', (role) => {
  test.each(names)('%s goes through only if the role may, and a refusal is in the journal', async (name) => {
    const { session, call, handled, lastRecord } = kitWith();
    await session.signIn(NAMED[role], PINS[NAMED[role]]);
    const reply = await call(name);
    const { needs } = calls[name];
    if (needs === 'anyone' || MAY[needs].includes(role)) {
      expect(handled).toEqual([name]);
      return;
    }
    expect(handled).toEqual([]);
    const why = role === 'auditor' || role === 'installer' ? 'not-permitted' : 'approval-needed';
    expect(reply).toMatchObject(refuse(why, { permission: needs }));
    expect(lastRecord()).toMatchObject({
      type: 'permission-refused',
      by: { role },
      permission: needs,
      call: name,
      why,
    });
  });
});

/** The calls that set the export folder and the export at every close. */
const EXPORT_SETTINGS = ['export.chooseFolder', 'export.ownFolder', 'export.atClose'] as const;

test.each([
  ['sun', 'approval-needed'],
  ['audrey', 'not-permitted'],
] as const)('%s exports to the configured folder and sees it, but cannot change it', async (who, why) => {
  const { session, call, handled } = kitWith();
  await session.signIn(who, PINS[who]);
  for (const name of ['export.read', 'export.start', 'export.showFolder'] as const) await call(name);
  expect(handled).toEqual(['export.read', 'export.start', 'export.showFolder']);
  for (const name of EXPORT_SETTINGS)
    expect(await call(name)).toMatchObject(refuse(why, { permission: 'change-settings' }));
  expect(handled).toHaveLength(3);
});

test.each(EXPORT_SETTINGS)('training changes nothing real: %s needs a manager’s PIN', async (name) => {
  const { call, handled, session } = kitWith({ asksForStaff: () => false });
  expect(await call(name)).toMatchObject(refuse('approval-needed', { permission: 'change-settings' }));
  await session.permissions.approve('chen', PINS.chen, 'change-settings');
  await call(name);
  expect(handled).toEqual([name]);
});

test.each(names.filter((name) => calls[name].needs !== 'anyone'))(
  'with nobody signed in %s is refused, and the refusal is in the journal',
  async (name) => {
    const { call, handled, lastRecord } = kitWith();
    expect(await call(name)).toEqual(refuse('sign-in-needed', { permission: calls[name].needs }));
    expect(handled).toEqual([]);
    expect(lastRecord()).toMatchObject({ type: 'permission-refused', by: null, call: name });
  },
);

test('the handler receives who acts and who approved it, or neither if nobody has to be signed in', async () => {
  const { session, call, handlers } = kitWith();
  await call('session.read');
  expect(handlers['session.read']).toHaveBeenLastCalledWith({}, null);
  await session.signIn('lin', PINS.lin);
  await call('refunds.start');
  await session.permissions.approve('chen', PINS.chen, 'approve-refund');
  await call('refunds.start');
  const acting = { by: personCalled('Lin'), approvedBy: personCalled('Chen') };
  expect(handlers['refunds.start']).toHaveBeenLastCalledWith({}, acting);
});

test('nothing runs when the refusal cannot be journaled', async () => {
  const journal = {
    record: () => {
      throw new DiskFailed('full');
    },
  };
  const { call, handled } = kitWith({ journal: () => journal as never });
  await expect(call('payments.start')).rejects.toThrow(DiskFailed);
  expect(handled).toEqual([]);
});

test('a missing handler does not compile, nor one that ignores who acts', () => {
  const { handlers } = kitWith();
  const { 'day.read': forgotten, ...others } = handlers;
  // @ts-expect-error One call has no handler.
  const all: Handlers = others;
  // @ts-expect-error Anyone may make this call, so nobody may be signed in.
  const touch: Handlers['session.touch'] = (_input, { by }: Acting) => refuse('unexpected', { by: by.name });
  expect([all, forgotten, touch]).toHaveLength(3);
});
