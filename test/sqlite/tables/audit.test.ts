import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { auditFacts, auditKind } from '#domain/journal/audit.ts';
import type { ActivityRecord, RecordOf } from '#domain/journal/activity-record.ts';
import { readPaymentEvent } from '#domain/stored/payment-rows.ts';
import { readRecord } from '#domain/stored/activity-rows.ts';
import { verify } from '#sqlite/check/verify.ts';
import { addNewerEvent } from '../kit/shop-journal.ts';
import { intended, newJournalFile, NOON, openForTest, sell, reportedPayment } from '../kit/new-journal.ts';

const lin = { id: 'p-1', name: 'Lin', role: 'cashier' } as const;
const chen = { id: 'p-2', name: 'Chen', role: 'manager' } as const;

const RECORDS: readonly ActivityRecord[] = [
  { type: 'staff-added', by: chen, person: lin },
  { type: 'signed-in', by: lin },
  { type: 'pin-refused', by: chen, why: 'pin-wrong', failures: 1, lockedForMs: 0 },
  {
    type: 'permission-refused',
    by: null,
    permission: 'signed-in',
    call: 'settings.read',
    why: 'sign-in-needed',
  },
  { type: 'rights-lent', by: chen, to: lin, permission: 'export' },
  { type: 'rights-used', by: lin, approvedBy: chen, permission: 'export', call: 'day.export' },
  { type: 'settings-changed', by: lin, approvedBy: chen, fields: ['storeName'] },
  { type: 'staff-changed', by: chen, before: lin, person: { ...lin, name: 'Lin Lin' } },
  { type: 'pin-changed', by: chen, person: lin },
  { type: 'staff-left', by: chen, person: lin },
  { type: 'staff-reset', by: chen },
  { type: 'payment-set-aside', by: null, reference: 'T1-1' },
  { type: 'exported', by: chen, what: 'audit', fileName: 'countertop-live-audit-2026-11-23.csv' },
  { type: 'signed-out', by: lin, why: 'idle' },
  { type: 'staff-differs', person: lin, found: { ...lin, role: 'manager' }, how: 'role', where: 'outside' },
  { type: 'till-differs', what: 'settings', names: ['siteId'], where: 'outside' },
  { type: 'differences-read', by: chen },
];

/** What the till records about itself without a line in the audit log. */
const KNOWN: ActivityRecord = { type: 'till-known', staff: null, settings: {}, program: '1.0.0', key: 'k' };

const refund = {
  reference: 'T1-R1',
  requestId: 'request-1',
  paymentReference: 'T1-1',
  paymentId: '9007199254740993',
  amount: 250,
  currency: 'CNY',
  reason: 'other',
  note: 'scratched, box torn',
  askedBy: lin,
  approvedBy: chen,
} as const;

const everything = { before: null, person: null, kind: null };

const shop = () => {
  const file = newJournalFile();
  const journal = openForTest(file);
  sell(journal, 'T1-1');
  for (const [index, record] of RECORDS.entries()) journal.record(record, NOON + index);
  journal.record(KNOWN, NOON);
  const late = intended('T1-2');
  journal.append('T1-2', late, NOON);
  journal.append('T1-2', { type: 'created', payment: reportedPayment('T1-2', 3) }, NOON);
  journal.append('T1-2', { type: 'observed', payment: reportedPayment('T1-2', 2) }, NOON);
  journal.append('T1-2', { type: 'late-accepted', by: chen }, NOON + 99);
  return { file, journal };
};

describe('what the auditor reads', () => {
  test('is everything people did, newest first, without the ordinary course of payments', () => {
    const { journal } = shop();
    const types = journal.audit(everything, 50).map(auditKind);
    expect(types).toEqual(['late-accepted', ...RECORDS.map(({ type }) => type).reverse()]);
  });

  test('comes in pages without gaps or overlaps', () => {
    const { journal } = shop();
    const all = journal.audit(everything, 50);
    const first = journal.audit(everything, 5);
    const second = journal.audit({ ...everything, before: first.at(-1)?.sequence ?? 0 }, 5);
    expect([...first, ...second]).toEqual(all.slice(0, 10));
  });

  test('can be filtered by person, whatever their part', () => {
    const { journal } = shop();
    const types = journal.audit({ ...everything, person: 'p-1' }, 50).map(auditKind);
    expect(types).toContain('rights-lent');
    expect(types).toContain('staff-left');
    expect(types).not.toContain('late-accepted');
    expect(types).not.toContain('staff-reset');
  });

  test('names everybody in it once, by their newest name, also who left long ago', () => {
    const { journal } = shop();
    const sun = { id: 'p-3', name: 'Sun', role: 'supervisor' } as const;
    journal.record({ type: 'staff-added', by: chen, person: sun }, NOON + 300);
    journal.record({ type: 'signed-in', by: sun }, NOON + 300);
    expect(journal.auditPeople()).toEqual(
      expect.arrayContaining([
        { id: 'p-1', name: 'Lin' },
        { id: 'p-2', name: 'Chen' },
        { id: 'p-3', name: 'Sun' },
      ]),
    );
    expect(journal.auditPeople()).toHaveLength(3);
    journal.record(
      { type: 'staff-changed', by: chen, before: sun, person: { ...sun, name: 'Sun Wu' } },
      NOON,
    );
    expect(journal.auditPeople()).toContainEqual({ id: 'p-3', name: 'Sun Wu' });
    journal.appendRefund(
      'T1-R1',
      {
        type: 'refund-intended',
        intent: { ...refund, askedBy: { id: 'p-4', name: 'Mei', role: 'cashier' } },
      },
      NOON + 301,
    );
    expect(journal.auditPeople()).toContainEqual({ id: 'p-4', name: 'Mei' });
  });

  test('names everybody though an entry of another version has a person without a name', () => {
    const { file, journal } = shop();
    const everybody = journal.auditPeople();
    const robot = (by: unknown): void => addNewerEvent(file, 'house', 'robot-signed-in', { by });
    robot({ id: lin.id });
    robot({ id: 'p-9', name: 7 });
    expect(journal.auditPeople()).toEqual(everybody);
    robot({ id: 'p-9', name: 'Nine', arms: 2 });
    expect(journal.auditPeople()).toContainEqual({ id: 'p-9', name: 'Nine' });
  });

  test('of nobody names nobody', () => {
    expect(openForTest(newJournalFile()).auditPeople()).toEqual([]);
  });

  test('by person and kind has the entries that name them, each once, in pages without gaps', () => {
    const { journal } = shop();
    for (const one of [lin, chen])
      journal.record(
        { type: 'settings-changed', by: one, approvedBy: one, fields: ['storeName'] },
        NOON + 200,
      );
    journal.append('T1-3', intended('T1-3'), NOON + 201);
    journal.append('T1-3', { type: 'doubted', doubt: 'no-answer', reasons: [] }, NOON + 202);
    const settled = {
      type: 'settled',
      outcome: 'not-paid',
      reason: 'asked',
      by: lin,
      approvedBy: chen,
    } as const;
    journal.append('T1-3', settled, NOON + 203);
    journal.appendRefund('T1-R1', { type: 'refund-intended', intent: refund }, NOON + 204);
    const all = journal.audit(everything, 50).flatMap((row) => ('unread' in row ? [] : [row]));
    for (const person of [lin.id, chen.id, 'nobody']) {
      const naming = all.filter(({ event }) => JSON.stringify(event).includes(`"id":"${person}"`));
      expect(journal.audit({ ...everything, person }, 50)).toEqual(naming);
      const [first] = journal.audit({ ...everything, person }, 1);
      const others = journal.audit({ ...everything, person, before: first?.sequence ?? null }, 50);
      expect([first, ...others].filter(Boolean)).toEqual(naming);
      for (const kind of new Set(all.map(({ event }) => event.type))) {
        const ofKind = naming.filter(({ event }) => event.type === kind);
        expect(journal.audit({ ...everything, person, kind }, 50)).toEqual(ofKind);
      }
    }
  });

  test('has no name for a late payment accepted before names were recorded', () => {
    expect(readPaymentEvent('{"type":"late-accepted"}')).toEqual({ type: 'late-accepted', by: null });
  });

  test('has no reason for a refusal from before reasons were recorded', () => {
    const old = '{"by":null,"call":"day.export","permission":"export","type":"permission-refused"}';
    const event = readRecord(old) as RecordOf<'permission-refused'>;
    expect(event).toMatchObject({ by: null, permission: 'export', why: null });
    const entry = { sequence: 1, at: NOON, reference: 'house', event, hash: '' };
    expect(auditFacts(entry)).toEqual({ by: null, about: null, payment: '', detail: 'export, day.export' });
  });

  test('says who cancelled a payment, and leaves out cancels at the deadline', () => {
    const { journal } = shop();
    for (const reference of ['T1-3', 'T1-4']) journal.append(reference, intended(reference), NOON + 100);
    journal.append('T1-3', { type: 'cancel-asked', by: 'cashier', person: lin }, NOON + 101);
    journal.append('T1-4', { type: 'cancel-asked', by: 'deadline', person: null }, NOON + 102);
    const entries = journal.audit({ ...everything, kind: 'cancel-asked' }, 50);
    expect(entries.map(auditFacts)).toEqual([{ by: lin, about: null, payment: 'T1-3', detail: '' }]);
    expect(journal.audit({ ...everything, person: 'p-1' }, 1)).toEqual(entries);
  });

  test('has no name for a cancel from before names were recorded', () => {
    const event = readPaymentEvent('{"by":"cashier","type":"cancel-asked"}');
    expect(event).toEqual({ type: 'cancel-asked', by: 'cashier', person: null });
  });

  test('says how much was refunded, why, and the note', () => {
    const { journal } = shop();
    journal.appendRefund('T1-R1', { type: 'refund-intended', intent: refund }, NOON + 100);
    const [entry] = journal.audit(everything, 1);
    expect(entry && auditFacts(entry)).toEqual({
      by: lin,
      about: chen,
      payment: 'T1-1',
      detail: 'CNY 2.50, other, scratched, box torn',
    });
  });

  test('has a line in the place of an entry that a newer version wrote, and all others', () => {
    const { file, journal } = shop();
    const before = journal.audit(everything, 50);
    addNewerEvent(file, 'house', 'robot-signed-in');
    const [newest, ...others] = journal.audit(everything, 50);
    expect(others).toEqual(before);
    expect(newest && [auditKind(newest), auditFacts(newest)]).toEqual([
      'unreadable',
      { by: null, about: null, payment: '', detail: 'robot-signed-in' },
    ]);
  });

  test('counts a PIN refused before reasons were recorded as a wrong one', () => {
    const by = JSON.stringify(chen);
    const event = readRecord(`{"by":${by},"failures":2,"lockedForMs":0,"type":"pin-refused"}`);
    expect(event).toMatchObject({ by: chen, why: 'pin-wrong', failures: 2 });
  });

  test('can be filtered by kind', () => {
    const { journal } = shop();
    const entries = journal.audit({ ...everything, kind: 'late-accepted' }, 50);
    expect(entries).toMatchObject([{ reference: 'T1-2', event: { type: 'late-accepted', by: chen } }]);
  });

  test('is hash-chained like everything else in the journal', () => {
    const { file, journal } = shop();
    expect(verify(file)).toMatchObject({ ok: true, payments: 2 });
    journal.close();
    const db = new Database(file);
    db.exec('DROP TRIGGER events_are_never_changed');
    db.prepare(
      "UPDATE events SET payload = replace(payload, 'Chen', 'Zhou') WHERE type = 'staff-reset'",
    ).run();
    db.close();
    expect(verify(file)).toMatchObject({ ok: false });
  });
});
