import type Database from 'better-sqlite3';
import { z } from 'zod';
import type { AuditEntry, AuditEvent } from '#domain/journal/audit.ts';
import { AUDIT_KINDS } from '#domain/journal/records/record-types.ts';
import type { JournalEvent } from '#domain/journal/journal-event.ts';
import type { AuditJournal, AuditFilter } from '#services/journal-ports.ts';
import { readEvent } from '#sqlite/rows/event-rows.ts';

/** Exactly the condition of the index, or SQLite would not use it. A cancel at the deadline has no person behind it. */
const BY_PEOPLE = `(reference = 'house' OR type IN ('late-accepted', 'refund-intended', 'cancel-asked'))
  AND (type <> 'cancel-asked' OR payload ->> '$.by' = 'cashier')`;

/** Where a payload can name a person. */
const NAMED = ['by', 'approvedBy', 'to', 'person', 'intent.askedBy', 'intent.approvedBy'];
const NAMES_PERSON = NAMED.map((place) => `payload ->> '$.${place}.id' = @person`).join(' OR ');

const COLUMNS = 'sequence, at, reference, type, payload, hash';

/** What is settled by hand is rare and in no index: journals of earlier versions are read as they are. */
const BY_HAND = "type IN ('settled', 'corrected', 'refund-settled', 'refund-corrected')";

const ENTRIES = `SELECT sequence, at, reference, payload, hash FROM (
  SELECT ${COLUMNS} FROM events INDEXED BY events_of_people WHERE ${BY_PEOPLE}
  UNION ALL SELECT ${COLUMNS} FROM events WHERE ${BY_HAND}
)`;

const isAudit = (event: JournalEvent): event is AuditEvent =>
  (AUDIT_KINDS as readonly string[]).includes(event.type);

const auditRow = z
  .strictObject({
    sequence: z.int(),
    at: z.int(),
    reference: z.string(),
    payload: z.string(),
    hash: z.string(),
  })
  .transform(({ payload, ...row }, context): AuditEntry => {
    const event = readEvent(payload);
    if (isAudit(event)) return { ...row, event };
    context.addIssue(`'${event.type}' is not an audit event`);
    return z.NEVER;
  });

/** Reads a page, newest first. */
export const auditReader = (db: Database.Database): AuditJournal['audit'] => {
  const page = db.prepare<[AuditFilter & { readonly limit: number }]>(
    `${ENTRIES} WHERE (@before IS NULL OR sequence < @before)
       AND (@kind IS NULL OR type = @kind)
       AND (@person IS NULL OR ${NAMES_PERSON})
     ORDER BY sequence DESC LIMIT @limit`,
  );
  return (filter, limit) => z.array(auditRow).parse(page.all({ ...filter, limit }));
};

/** The whole audit log, oldest first, one entry at a time. */
export function* readAudit(db: Database.Database): Generator<AuditEntry, void> {
  const rows = db.prepare(`${ENTRIES} ORDER BY sequence`).iterate();
  for (const row of rows) yield auditRow.parse(row);
}

/** The time of its newest entry (epoch ms); undefined where it has none. */
export const lastAuditTime = (db: Database.Database): number | undefined =>
  auditRow.optional().parse(db.prepare(`${ENTRIES} ORDER BY sequence DESC LIMIT 1`).get())?.at;
