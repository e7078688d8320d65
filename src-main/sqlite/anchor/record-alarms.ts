import type { JournalAlarm } from '#domain/journal/journal-alarm.ts';
import type { JournalAnchor } from '#services/installation/anchor-port.ts';
import type { Log } from '#services/ports.ts';
import type { OpenJournal } from '#sqlite/journal.ts';

interface RecordPorts {
  readonly journal: Pick<OpenJournal, 'head' | 'record'>;
  readonly anchor: Pick<JournalAnchor, 'anchored'>;
  readonly log: Log;
}

/** A fault may quote the row it was found in, and is itself stored in a row. */
const MAX_FAULT_LENGTH = 500;
const shortened = (fault: string | null): string | null => fault && fault.slice(0, MAX_FAULT_LENGTH);

/** Records what was found; throws DiskFailed. */
export const recordAlarms = (
  { journal, anchor, log }: RecordPorts,
  alarms: readonly JournalAlarm[],
  fault: string | null,
  now: number,
): void => {
  const anchored = anchor.anchored()?.sequence ?? null;
  const { sequence: last } = journal.head();
  for (const kind of alarms) {
    log.error('the journal raises an alarm', { kind, anchored, last });
    journal.record(
      { type: 'journal-alarm', kind, anchored, last, fault: kind === 'changed' ? shortened(fault) : null },
      now,
    );
  }
};

/** An alarm of a kind that only a newer version knows says no less than this one. */
const OF_A_NEWER_VERSION: JournalAlarm = 'rewritten';

/** The alarms that no manager has accepted yet, according to the journal itself. */
export const openAlarms = (journal: Pick<OpenJournal, 'lastPlace' | 'records'>): readonly JournalAlarm[] => {
  const accepted = journal.lastPlace('alarm-accepted')?.sequence ?? 0;
  if ((journal.lastPlace('journal-alarm')?.sequence ?? 0) <= accepted) return [];
  const unread: JournalAlarm[] = [];
  const read = journal.records(['journal-alarm'], accepted, () => unread.push(OF_A_NEWER_VERSION));
  return [...unread, ...read.map(({ record }) => record.kind)];
};
