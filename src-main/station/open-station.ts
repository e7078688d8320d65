import { join } from 'node:path';
import { effectiveSettings } from '#domain/shop/settings/effective-settings.ts';
import type { Installation } from '#domain/installation/payment-ownership.ts';
import type { JournalHealth } from '#domain/journal/journal-health.ts';
import type { Settings } from '#domain/shop/settings/settings.ts';
import type { Person } from '#domain/staff/staff.ts';
import { exportMissed } from '#services/export/at-close.ts';
import { readinessOf } from '#services/payment/readiness.ts';
import { openInstallation } from '#services/installation/open-installation.ts';
import type { OnUnreadable } from '#services/journal-ports.ts';
import type { InstallationNote, Log } from '#services/ports.ts';
import { SavedFiles } from '#services/saved-files.ts';
import type { ManagedJournal } from '#sqlite/care/managed-journal.ts';
import { journalWorker } from '#sqlite/worker/journal-job.ts';
import { openManagedJournal } from '#sqlite/care/managed-journal.ts';
import { isDue } from '#sqlite/restore/recovery-note.ts';
import { sqliteVersion } from '#sqlite/file/sqlite-version.ts';
import { fingerprint } from '#sqlite/check/fingerprint.ts';
import type { Stop } from './open-desks.ts';
import { isBusy, openDesks } from './open-desks.ts';
import type { StationGateway } from './open-gateway.ts';
import { openStationGateway } from './open-gateway.ts';
import { ImportHold } from './import-hold.ts';
import { JournalRecovery } from './journal-recovery.ts';
import { installationNote } from '#sqlite/care/installation-note.ts';
import { openOffice } from './office/open-office.ts';
import { readinessFacts } from './readiness-facts.ts';
import { Parts } from './parts.ts';
import type { Bench } from './start/read-bench.ts';
import type { Station, StationDeps } from './station.ts';

const tryAgain = async (managed: ManagedJournal, { blocked, link }: StationGateway): Promise<void> => {
  managed.tryAgain();
  if (!blocked) await link.tryAgain();
};

/** Accepts alarms before an incomplete recovery, in the order in which the till shows them. */
const accept = async (managed: ManagedJournal, recovery: JournalRecovery, by: Person): Promise<void> =>
  managed.health().alarm ? managed.acceptAlarms(by) : recovery.accept(by);

/**
 * A desk cannot stop while a call is in flight, so the gateway closes at the same time. The journal closes last: desks
 * still write to it. Never rejects: what does not stop must leave the journal neither unsigned nor locked.
 */
const closeAll = async (stops: readonly Stop[], managed: ManagedJournal, log: Log): Promise<void> => {
  const ends = await Promise.allSettled(stops.map(async (stop) => stop()));
  for (const end of ends)
    if (end.status === 'rejected') log.error('a part of the station did not stop', { error: end.reason });
  await managed.close();
};

/** Which installation's journal this is. */
export const installationOf = (
  deps: StationDeps,
  managed: ManagedJournal,
  journalFile: string,
): Installation => {
  const lost = managed.recovery.read();
  return openInstallation(
    { ...deps, journal: managed.journal, note: deps.noteBeside(journalFile) },
    lost && isDue(lost) ? lost.lastAt : null,
  );
};

/** Resumes what can be read. Throws if a row cannot, so that it is read again and a charge asks until then. */
const resumeReadable = (resume: (onUnreadable: OnUnreadable) => void): void => {
  const faults: unknown[] = [];
  resume((fault) => faults.push(fault));
  if (faults.length > 0) throw new AggregateError(faults, 'rows of the journal cannot be read');
};

/** Until these have been resumed, a charge may repeat one of them. */
const PAYMENTS = 'payments';

const resumeDesks = (
  parts: Parts,
  {
    payments,
    receipts,
    refunds,
    reconciler,
    readAhead,
    office,
  }: Pick<Station, 'payments' | 'receipts' | 'refunds' | 'reconciler' | 'readAhead' | 'office'>,
): void =>
  parts.begin({
    [PAYMENTS]: () => resumeReadable((onUnreadable) => payments.resume(onUnreadable)),
    // A part of its own, since payments that cannot be read are begun again and again, with customers at the till.
    language: () => {
      // The sale of the customer who chose a language is over.
      if (!payments.current) receipts.chooseLanguage(null);
    },
    refunds: () => resumeReadable((onUnreadable) => refunds.tracker.resume(onUnreadable)),
    reconciler: () => reconciler.keepCatchingUp(),
    readAhead: () => readAhead.begin(),
    office: () => void office.start(),
  });

/** Where a station saves exports and PDFs. */
const savedIn = (folder: string) => ({
  exportsFolder: join(folder, 'exports'),
  receiptsFolder: join(folder, 'receipts'),
  savedFiles: new SavedFiles(),
});

const wakeDesks = ({ payments, refunds }: Pick<Station, 'payments' | 'refunds'>): void => {
  payments.tracker.wake();
  refunds.tracker.wake();
};

interface JournalOpened {
  readonly managed: ManagedJournal;
  readonly journalFile: string;
  readonly folder: string;
  /** Whatever is opened over the journal adds how it stops as soon as it is open: what comes next may throw. */
  readonly stops: Stop[];
  readonly close: () => Promise<void>;
}

const openOver = async (
  { managed, journalFile, folder, stops, close }: JournalOpened,
  deps: StationDeps,
  saved: Settings,
  bench: Bench | null,
): Promise<Station> => {
  const settings = effectiveSettings(saved, bench?.identity ?? null);
  const files = savedIn(folder);
  const installation = installationOf(deps, managed, journalFile);
  const opened = await openStationGateway(deps, saved, bench);
  stops.push(() => opened.close());
  const { gateway, link, training, blocked } = opened;
  const hold = new ImportHold(deps.clock, () => deps.changes.emit('status'));
  const recovery = new JournalRecovery(managed, deps.clock, settings, hold);
  const health = (): JournalHealth => managed.health();
  const own = { journal: managed.journal, journalCare: managed.care, journalHealth: health };
  stops.push(() => recovery.stop());
  const parts = new Parts(deps);
  stops.push(() => parts.stop());
  const mayLackPayments = (): boolean => recovery.mayLackPayments || parts.lacks(PAYMENTS);
  const connected = { ...opened, ...own, installation, mayLackPayments };
  const desks = openDesks({ ...deps, ...connected, journalFile, ...files, stops }, settings);
  const office = openOffice({ ...deps, ...desks, ...connected, settings, folder });
  stops.push(() => office.stop());
  const facts = readinessFacts({ ...deps, ...desks, ...connected, settings, hold, office, health });
  return {
    settings,
    identity: { installation: installation.identity, journalFile, sqlite: sqliteVersion() },
    keyFingerprint: () => fingerprint(deps.signingKey.publicKey),
    ...desks,
    office,
    ...own,
    dismissJournalNotice: () => recovery.dismiss(),
    acceptIncompleteJournal: async (by) => accept(managed, recovery, by),
    ...files,
    link,
    training,
    blocked,
    readiness: () => readinessOf(facts),
    tryAgain: async () => tryAgain(managed, opened),
    resume: () => {
      resumeDesks(parts, { ...desks, office });
      parts.begin({ exports: () => exportMissed({ ...desks, ...own }, saved) });
      if (blocked) return;
      parts.begin({
        recovery: () => recovery.start({ ...deps, gateway, settings, installation, ...desks }),
        link: () => void link.tryAgain(),
      });
    },
    wake: () => wakeDesks(desks),
    close,
  };
};

/** The notes of a till: an environment that is opened again has the same one, which knows what was read before. */
export const installationNotes = (): ((journalFile: string) => InstallationNote) => {
  const notes = new Map<string, InstallationNote>();
  return (journalFile) => {
    const note = notes.get(journalFile) ?? installationNote(journalFile);
    notes.set(journalFile, note);
    return note;
  };
};

/**
 * Opens the environment that the settings, or an external bench, name. Does not resume unfinished payments yet. If
 * anything does not open, such as a training gateway without a free port, the journal is closed again.
 */
export const openStation = async (
  deps: StationDeps,
  saved: Settings,
  bench: Bench | null,
): Promise<Station> => {
  const { environment } = effectiveSettings(saved, bench?.identity ?? null);
  const folder = join(deps.home, environment);
  const journalFile = join(folder, 'journal.db');
  // The journal opens before the desks, and until then there is nothing to show.
  let station: Station | null = null;
  const managed = openManagedJournal({
    ...deps,
    worker: journalWorker(deps.workerFile),
    file: journalFile,
    key: deps.signingKey,
    anchor: deps.anchors.of(environment),
    isBusy: () => station !== null && isBusy(station.payments),
    onChange: () => station && deps.changes.emit('status'),
    onWritten: () => deps.changes.emit('written'),
  });
  const stops: Stop[] = [];
  const close = (): Promise<void> => closeAll(stops, managed, deps.log);
  try {
    station = await openOver({ managed, journalFile, folder, stops, close }, deps, saved, bench);
    return station;
  } catch (error) {
    await close();
    throw error;
  }
};
