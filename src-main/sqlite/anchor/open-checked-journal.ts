/** Opens the journal, notices what happened to it while it was closed, and records that. */
import { dirname, join } from 'node:path';
import type { JournalAlarm } from '#domain/journal/journal-alarm.ts';
import { DiskFailed } from '#domain/journal/disk-trouble.ts';
import type { JournalAnchor } from '#services/installation/anchor-port.ts';
import type { Clock, Log, SigningKey } from '#services/ports.ts';
import { mostNumbersBetween } from '#domain/installation/numbers-elsewhere.ts';
import { alarmsAt, wasRestored } from './judge-journal.ts';
import { openAlarms, recordAlarms } from './record-alarms.ts';
import type { Checkpoints } from '#sqlite/check/checkpoints.ts';
import { openCheckpoints } from '#sqlite/check/checkpoints.ts';
import type { OpenJournal } from '#sqlite/journal.ts';
import { recordRestored, restoredFromOffice } from '#sqlite/restore/place-restored.ts';
import { restoreNote } from '#sqlite/restore/restore-note.ts';
import type { HeadRecorder } from '#sqlite/tail/head-recorder.ts';
import { recordHead } from '#sqlite/tail/head-recorder.ts';
import type { TailVerdict } from '#sqlite/tail/lost-tail.ts';
import { recordLostTail, tailOf } from '#sqlite/tail/lost-tail.ts';
import { foundDamage } from '#sqlite/check/last-check.ts';
import { damageNote } from '#sqlite/restore/damage-note.ts';
import { openJournalSafely } from '#sqlite/restore/open-safely.ts';
import type { RecoveryNote } from '#sqlite/restore/recovery-note.ts';
import { recoveryNote } from '#sqlite/restore/recovery-note.ts';

export interface OpenCheckedJournalPorts {
  /** Absolute path of the journal; backups, checkpoints and damaged files are kept beside it. */
  readonly file: string;
  readonly key: SigningKey;
  readonly anchor: JournalAnchor;
  readonly clock: Clock;
  readonly log: Log;
}

export interface CheckedJournal {
  readonly head: HeadRecorder;
  readonly checkpoints: Checkpoints;
  readonly recovery: RecoveryNote;
  /**
   * The alarms that no manager has accepted yet, with those that a disk fault kept from being recorded; the next start
   * finds these again.
   */
  readonly alarms: readonly JournalAlarm[];
}

/** Notes what to import before it records the loss, so that a power cut in between repeats both. Throws DiskFailed. */
const noticeLostTail = (
  { file, anchor, clock, log }: OpenCheckedJournalPorts,
  journal: OpenJournal,
  verdict: TailVerdict,
  isFromOffice: boolean,
): void => {
  switch (verdict.tail) {
    case 'whole':
      return;
    case 'unsure':
      log.warn('nothing shows whether the journal is whole');
      recoveryNote(file).unsure(verdict.since);
      break;
    case 'lost': {
      const { rows, since, noted } = verdict;
      const { refunds, zs } = journal.reach();
      log.error('the journal has lost its end', { rows, since });
      recoveryNote(file).tailLost(verdict, Math.max(0, noted.refunds - refunds), Math.max(0, noted.zs - zs));
      break;
    }
    default:
      return verdict satisfies never;
  }
  const now = clock.now();
  const elsewhere = verdict.tail === 'unsure' && isFromOffice ? mostNumbersBetween(verdict.since, now) : 0;
  recordLostTail(journal, verdict, anchor.anchored()?.numbers ?? null, elsewhere, now);
};

const ROWS_ARE_GONE: readonly JournalAlarm[] = ['deleted', 'behind', 'rewritten'];

/**
 * A note that the journal is whole may have been copied back together with an old journal. After a restore from the
 * office, the note of the former journal says nothing about rows the office lacks.
 */
const verdictWith = (
  verdict: TailVerdict,
  alarms: readonly JournalAlarm[],
  journal: OpenJournal,
  isFromOffice: boolean,
): TailVerdict => {
  const mayLack = verdict.tail === 'whole' && alarms.some((kind) => ROWS_ARE_GONE.includes(kind));
  return isFromOffice || mayLack ? { tail: 'unsure', since: journal.reach().at } : verdict;
};

const noticeAlarms = (
  { anchor, clock, log }: OpenCheckedJournalPorts,
  journal: OpenJournal,
  alarms: readonly JournalAlarm[],
  fault: string | null,
): readonly JournalAlarm[] => {
  try {
    recordAlarms({ journal, anchor, log }, alarms, fault, clock.now());
    anchor.begin(journal.reach());
    return [];
  } catch (error) {
    if (!(error instanceof DiskFailed)) throw error;
    log.error('the alarms of the journal could not be recorded', { error });
    return alarms;
  }
};

/** See `openJournalSafely` for what is recovered and what is thrown. */
export const openCheckedJournal = (ports: OpenCheckedJournalPorts, backupsFolder: string): CheckedJournal => {
  const { file, key, anchor, clock, log } = ports;
  const checkpoints = openCheckpoints(join(dirname(file), 'checkpoints'), key);
  const now = clock.now();
  const checkAll = foundDamage(file);
  const opened = openJournalSafely({ file, backupsFolder, checkpoints, now, checkAll });
  const { journal, recovered, isNoted } = opened;
  if (opened.fault !== null) log.error('the journal was damaged', { ...recovered, fault: opened.fault });
  const fault = recovered && opened.fault;
  try {
    const tail = tailOf(file, journal, isNoted);
    const isRestoring = restoreNote(file).read() !== null;
    const beside = { checkpoints, backupsFolder, isRestoring };
    const found = alarmsAt({ journal, anchor, tail, ...beside, now, fault, log });
    const isExpected = anchor.anchored() === null || wasRestored({ journal, anchor, isRestoring });
    const isFromOffice = isExpected && restoredFromOffice(file);
    const verdict = verdictWith(tail, found, journal, isFromOffice);
    noticeLostTail(ports, journal, verdict, isFromOffice);
    recordRestored(file, journal, now, isExpected);
    const unrecorded = noticeAlarms(ports, journal, found, fault);
    if (unrecorded.length === 0) damageNote(file).drop();
    const alarms = [...unrecorded, ...openAlarms(journal)];
    const recovery = recoveryNote(file);
    return { head: recordHead(file, journal, log), checkpoints, recovery, alarms };
  } catch (error) {
    journal.close();
    throw error;
  }
};
