import { ACTIVITY_REFERENCE } from '#domain/journal/chained-row.ts';
import type Database from 'better-sqlite3';
import { z } from 'zod';
import type { AuditEvent, AuditRow } from '#domain/journal/audit.ts';
import { AUDIT_KINDS } from '#domain/journal/records/record-types.ts';
import type { JournalEvent } from '#domain/journal/journal-event.ts';
import type { AuditJournal, AuditFilter } from '#services/journal-ports.ts';
import { readEvent } from '#domain/stored/event-rows.ts';
import { isUnreadable } from '#domain/stored/unreadable.ts';

/** Conditions exactly as in the indexes; otherwise SQLite would not use them. */
const BY_PEOPLE = `(reference = '${ACTIVITY_REFERENCE}' OR type IN ('late-accepted', 'refund-intended', 'cancel-asked'))`;
const BY_HAND = "type IN ('settled', 'corrected', 'refund-settled', 'refund-corrected')";

/** A cancel at the deadline has no person behind it. */
const HAS_PERSON = `(type <> 'cancel-asked' OR payload ->> '$.by' = 'cashier')`;

/** What the till records about itself is nobody's action. */
const IS_AUDITED = "type <> 'till-known'";

const EITHER = `(reference = '${ACTIVITY_REFERENCE}' OR type IN (
  'late-accepted', 'refund-intended', 'cancel-asked', 'settled', 'corrected', 'refund-settled', 'refund-corrected'))`;

/** The fields of a payload that can name a person; each has an index. */
const NAMED = ['by', 'approvedBy', 'to', 'person', 'intent.askedBy', 'intent.approvedBy'];

const fromIndex = (place: string): string =>
  `FROM events INDEXED BY events_naming_${place.replace('.', '_')} WHERE ${EITHER} AND payload ->> '$.${place}.id'`;

const COLUMNS = 'sequence, at, reference, type, payload, hash';

/** What people did, settlements by hand included, of one type or of all, read from `index`. */
const entriesFrom = (index: string, where = ''): string => `
  SELECT ${COLUMNS} FROM (
    SELECT ${COLUMNS} FROM events INDEXED BY ${index} WHERE ${BY_PEOPLE} AND ${HAS_PERSON} AND ${IS_AUDITED} ${where}
    UNION ALL SELECT ${COLUMNS} FROM events INDEXED BY events_by_hand WHERE ${BY_HAND} ${where}
  )`;

const ENTRIES = entriesFrom('events_of_people');

/** Entries that name the person in any field; an entry that does so twice is listed once, under the first. */
const entriesNaming = (where: string): string => {
  const inPlace = (place: string, index: number): string => {
    const earlier = NAMED.slice(0, index).map((other) => ` AND payload ->> '$.${other}.id' IS NOT @person`);
    return `SELECT ${COLUMNS} ${fromIndex(place)} = @person${earlier.join('')} ${where}`;
  };
  return `SELECT ${COLUMNS} FROM (${NAMED.map(inPlace).join(' UNION ALL ')})`;
};

const isAudit = (event: JournalEvent): event is AuditEvent =>
  (AUDIT_KINDS as readonly string[]).includes(event.type);

/** Undefined if a newer version wrote it, or it is damaged. */
const readable = (payload: string): JournalEvent | undefined => {
  try {
    return readEvent(payload);
  } catch (error) {
    if (isUnreadable(error)) return undefined;
    throw error;
  }
};

const auditRow = z
  .strictObject({
    sequence: z.int(),
    at: z.int(),
    reference: z.string(),
    type: z.string(),
    payload: z.string(),
    hash: z.string(),
  })
  .transform(({ type, payload, ...row }): AuditRow => {
    const event = readable(payload);
    if (!event) return { ...row, unread: type };
    // The queries and the kinds disagree: a fault of ours, which must not pass for damage.
    if (!isAudit(event)) throw new Error(`Row ${row.sequence} is not for auditors`);
    return { ...row, event };
  });

/** Above every row's number. */
const NEWEST = Number.MAX_SAFE_INTEGER;

/** Reads a page, newest first. */
export const auditReader = (db: Database.Database): AuditJournal['audit'] => {
  type Page = AuditFilter & { readonly limit: number };
  const page = (entries: string) => db.prepare<[Page]>(`${entries} ORDER BY sequence DESC LIMIT @limit`);
  const before = 'AND sequence < @before';
  const ofAll = page(entriesFrom('events_of_people', before));
  const ofKind = page(entriesFrom('events_of_people_by_type', `${before} AND type = @kind`));
  const ofPerson = page(entriesNaming(before));
  const ofBoth = page(entriesNaming(`${before} AND type = @kind`));
  return ({ before: older, ...filter }, limit) => {
    const ofNobody = filter.kind === null ? ofAll : ofKind;
    const ofSomebody = filter.kind === null ? ofPerson : ofBoth;
    const asked = filter.person === null ? ofNobody : ofSomebody;
    return z.array(auditRow).parse(asked.all({ ...filter, before: older ?? NEWEST, limit }));
  };
};

/**
 * Everybody whom a field names, each with the newest row that has their name, since another version's may have none;
 * skips along the index from one to the next.
 */
const everyoneIn = (place: string): string => `
  SELECT sequence, payload -> '$.${place}' AS person FROM events WHERE sequence IN (
    WITH RECURSIVE named (id) AS (
      VALUES ('')
      UNION ALL
      SELECT (SELECT payload ->> '$.${place}.id' ${fromIndex(place)} > named.id ORDER BY payload ->> '$.${place}.id' LIMIT 1)
      FROM named WHERE named.id IS NOT NULL
    )
    SELECT (
      SELECT sequence ${fromIndex(place)} = named.id AND json_type(payload, '$.${place}.name') = 'text'
      ORDER BY sequence DESC LIMIT 1
    )
    FROM named WHERE named.id <> ''
  )`;

/** Of a person whom a newer version has named, too. */
const named = z.object({ id: z.string(), name: z.string() });
const namedRow = z.object({
  sequence: z.int(),
  person: z.string().transform((person) => named.parse(JSON.parse(person))),
});

/** Everybody whom an entry names, as the newest one does. */
export const auditPeopleReader = (db: Database.Database): AuditJournal['auditPeople'] => {
  const everyone = db.prepare(NAMED.map(everyoneIn).join(' UNION ALL '));
  return () => {
    const rows = z.array(namedRow).parse(everyone.all());
    const oldestFirst = rows.toSorted((one, other) => one.sequence - other.sequence);
    return [...new Map(oldestFirst.map(({ person }) => [person.id, person])).values()];
  };
};

/** The whole audit log, oldest first, one entry at a time. */
export function* readAudit(db: Database.Database): Generator<AuditRow, void> {
  const rows = db.prepare(`${ENTRIES} ORDER BY sequence`).iterate();
  for (const row of rows) yield auditRow.parse(row);
}

/** The time of its newest entry (epoch ms); undefined if it has none. */
export const lastAuditTime = (db: Database.Database): number | undefined =>
  auditRow.optional().parse(db.prepare(`${ENTRIES} ORDER BY sequence DESC LIMIT 1`).get())?.at;
