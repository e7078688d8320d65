import { expect, test } from 'vitest';
import { DiskFailed } from '#domain/journal/disk-trouble.ts';
import type { ActivityRecord } from '#domain/journal/activity-record.ts';
import type { Person } from '#domain/staff/staff.ts';
import { Changes } from '#services/changes.ts';
import { KioskDesk } from '#services/computer/kiosk-desk.ts';
import { personCalled } from '../../support/staff-kit.ts';
import { silentLog } from '../../support/station-kit.ts';

const lin = personCalled('Lin');
const chen = personCalled('Chen');

const openKiosk = (given: { person?: Person | null; diskFails?: boolean; startsReleased?: boolean } = {}) => {
  const { person = lin, diskFails = false, startsReleased = false } = given;
  /** What happened, in order: records, and changes of the window. */
  const happened: unknown[] = [];
  const record = (written: ActivityRecord, at: number) => {
    if (diskFails) throw new DiskFailed('full', new Error('no space left'));
    happened.push(written);
    return { sequence: 1, at, record: written, hash: '' };
  };
  const kiosk = new KioskDesk({
    kioskScreen: { fill: () => happened.push('full'), release: () => happened.push('released') },
    journal: () => ({ record: record as never }),
    signedIn: () => person,
    clock: { now: () => 0 },
    log: silentLog,
    changes: new Changes(silentLog),
    startsReleased,
  });
  return { kiosk, happened };
};

const left = (how: string, approvedBy: Person | null = null, by: Person | null = lin) => ({
  type: 'kiosk-left',
  by,
  approvedBy,
  how,
});

test('a till that is a kiosk fills its display as soon as it is open, another one never does', () => {
  const { kiosk, happened } = openKiosk();
  kiosk.apply({ kiosk: false });
  expect(happened).toEqual([]);
  kiosk.apply({ kiosk: true });
  expect([kiosk.state, happened]).toEqual(['full', ['full']]);
});

test('a manager lets a cashier out of the full screen: that is recorded first, and anybody may return', () => {
  const { kiosk, happened } = openKiosk();
  kiosk.apply({ kiosk: true });
  kiosk.leave({ by: lin, approvedBy: chen });
  expect(happened.slice(1)).toEqual([left('permitted', chen), 'released']);
  kiosk.return();
  expect(kiosk.state).toBe('full');
});

test('if nobody knows a PIN, keys and a command lead out, recorded with the person signed in, if any', () => {
  const { kiosk, happened } = openKiosk({ person: null });
  kiosk.apply({ kiosk: true });
  kiosk.breakGlass('keys');
  kiosk.return();
  kiosk.breakGlass('command');
  expect(happened).toEqual([
    'full',
    left('keys', null, null),
    'released',
    'full',
    left('command', null, null),
    'released',
  ]);
});

test('a till that does not fill its display records nothing when the emergency keys are pressed', () => {
  const { kiosk, happened } = openKiosk();
  kiosk.breakGlass('keys');
  kiosk.apply({ kiosk: true });
  kiosk.breakGlass('keys');
  kiosk.breakGlass('keys');
  expect(happened).toEqual(['full', left('keys'), 'released']);
});

test('a till that is started with the emergency command never fills its display, and records that once', () => {
  const { kiosk, happened } = openKiosk({ startsReleased: true });
  kiosk.apply({ kiosk: true });
  kiosk.apply({ kiosk: true });
  expect([kiosk.state, happened]).toEqual(['left', [left('command'), 'released']]);
  kiosk.apply({ kiosk: false });
  kiosk.apply({ kiosk: true });
  expect(kiosk.state).toBe('full');
});

test('a full disk locks nobody in', () => {
  const { kiosk, happened } = openKiosk({ diskFails: true });
  kiosk.apply({ kiosk: true });
  kiosk.leave({ by: lin, approvedBy: chen });
  expect([kiosk.state, happened]).toEqual(['left', ['full', 'released']]);
});

test('saving the settings again does not restore a full screen that someone left, until it is turned off and on', () => {
  const { kiosk } = openKiosk();
  kiosk.apply({ kiosk: true });
  kiosk.breakGlass('keys');
  kiosk.apply({ kiosk: true });
  expect(kiosk.state).toBe('left');
  kiosk.apply({ kiosk: false });
  kiosk.apply({ kiosk: true });
  expect(kiosk.state).toBe('full');
});
