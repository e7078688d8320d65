/** After a return from a newer version: one record that cannot be read stops only what it says itself. */
import { expect, test } from 'vitest';
import type { RecordOf, RecordType } from '#domain/journal/activity-record.ts';
import { wasDisconnected } from '#services/office/office-records.ts';
import { KeyDesk } from '#services/secrets/key-desk.ts';
import { formerStaff } from '#services/staff/change-staff.ts';
import { reachFirstScreen } from '#services/update/first-screen.ts';
import { scheduledBy } from '#services/update/scheduled-update.ts';
import type { NotedUpdate } from '#services/update/update-ports.ts';
import { wasRestored } from '#sqlite/anchor/judge-journal.ts';
import { plainSecrets } from '../support/fakes/fake-passphrase.ts';
import { HandClock } from '../support/fakes/hand-clock.ts';
import { MemoryJournal } from '../support/fakes/memory-journal.ts';
import { silentLog } from '../support/station-kit.ts';

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

test('a renewed key is named in a journal that has another renewal', () => {
  const journal = new MemoryJournal();
  spoil(journal, 'signing-key-renewed');
  const handover = { ...acting, former: 'a2V5MQ==', publicKey: 'a2V5Mg==', signature: 'c2ln' };
  const secrets = plainSecrets();
  const signing = { ...secrets.signing, handovers: () => [handover] };
  const clock = new HandClock();
  new KeyDesk({ ...secrets, signing, journal: () => journal, clock, log: silentLog }).recordOpened();
  const named = journal.records(['signing-key-renewed'], 0, () => undefined).map(({ record }) => record);
  expect(named).toEqual([{ type: 'signing-key-renewed', ...handover }]);
});

test('a journal that was restored is known as that, though later restores are not', () => {
  const journal = new MemoryJournal();
  const restoring = { sequence: 0, hash: '', askedAt: 5 };
  const facts = { journal, isRestoring: false, anchor: { anchored: () => ({ restoring }) } };
  const isRestored = () => wasRestored(facts as unknown as Parameters<typeof wasRestored>[0]);
  spoil(journal, 'journal-restored', 'office-restored');
  expect(isRestored()).toBe(false);
  journal.record({ type: 'journal-restored', ...acting, backup: 'monday.db', askedAt: 5 }, 1);
  spoil(journal, 'journal-restored');
  expect(isRestored()).toBe(true);
});
