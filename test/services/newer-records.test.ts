/** After a return from a newer version: one record that cannot be read stops only what it says itself. */
import { expect, test } from 'vitest';
import type { RecordOf, RecordType } from '#domain/journal/activity-record.ts';
import { wasDisconnected } from '#services/office/office-records.ts';
import { formerStaff } from '#services/staff/change-staff.ts';
import { reachFirstScreen } from '#services/update/first-screen.ts';
import { scheduledBy } from '#services/update/scheduled-update.ts';
import type { NotedUpdate } from '#services/update/update-ports.ts';
import { HandClock } from '../support/fakes/hand-clock.ts';
import { MemoryJournal } from '../support/fakes/memory-journal.ts';

const chen = { id: 'chen', name: 'Chen', role: 'manager' } as const;
const acting = { by: chen, approvedBy: chen };

const spoil = (journal: MemoryJournal, ...types: readonly RecordType[]): void => {
  for (const type of types) journal.recordSpoiled({ type } as RecordOf<RecordType>, 1);
};

const noteOf = (noted: Partial<NotedUpdate>) => {
  let kept: NotedUpdate = { begun: null, failed: [], untold: null, wish: null, ...noted } as NotedUpdate;
  return { read: () => kept, write: (next: NotedUpdate) => void (kept = next) };
};

test('whoever returns to the version before is told so', () => {
  const journal = new MemoryJournal();
  journal.record({ type: 'program-changed', ...acting, from: '1.0.0', to: '1.1.0', how: 'update' }, 1);
  spoil(journal, 'program-changed');
  const note = noteOf({ untold: { how: 'rolled-back', from: '1.1.0', to: '1.0.0' } });
  expect(reachFirstScreen({ note, running: '1.0.0' }, journal, new HandClock())).toBe('update-rolled-back');
  expect(note.read().untold).toBeNull();
});

test('an update that was asked for is installed, unless another version came after it', () => {
  const journal = new MemoryJournal();
  journal.record({ type: 'update-scheduled', ...acting, version: '1.2.0' }, 1);
  const ports = { journal: () => journal, note: noteOf({ wish: { version: '1.2.0', ...acting } }) };
  spoil(journal, 'update-scheduled');
  expect(scheduledBy(ports, '1.2.0')).toMatchObject(acting);
  spoil(journal, 'program-changed');
  expect(scheduledBy(ports, '1.2.0')).toBeNull();
});

test('a till without its staff list still says what became of the people', () => {
  const journal = new MemoryJournal();
  spoil(journal, 'secrets-lost', 'signed-in');
  expect(formerStaff(journal)).toBe('gone');
  spoil(journal, 'staff-added');
  expect(formerStaff(journal)).toBe('gone');
});

test('a till stays connected to its office', () => {
  const journal = Object.assign(new MemoryJournal(), { hashOf: () => 'hash' });
  spoil(journal, 'office-disconnected');
  const credential = { station: 's1', connected: { sequence: 1, hash: 'hash' } };
  expect(wasDisconnected(journal, credential as Parameters<typeof wasDisconnected>[1])).toBe(false);
});
