import { join } from 'node:path';
import { effectiveSettings } from '#domain/shop/settings/effective-settings.ts';
import type { Installation } from '#domain/installation/whose-payment.ts';
import type { JournalHealth } from '#domain/journal/journal-health.ts';
import type { Settings } from '#domain/shop/settings/settings.ts';
import type { Person } from '#domain/staff/staff.ts';
import { readinessOf } from '#services/payment/readiness.ts';
import type { PaymentDesk } from '#services/payment/take-payment.ts';
import { openInstallation } from '#services/installation/open-installation.ts';
import { SavedFiles } from '#services/saved-files.ts';
import type { KeptJournal } from '#sqlite/care/kept-journal.ts';
import { workBeside } from '#sqlite/beside/journal-order.ts';
import { openKeptJournal } from '#sqlite/care/kept-journal.ts';
import { isDue } from '#sqlite/restore/recovery-note.ts';
import { installationNote } from '#sqlite/care/installation-note.ts';
import { sqliteVersion } from '#sqlite/file/sqlite-version.ts';
import { fingerprint } from '#sqlite/check/fingerprint.ts';
import { isBusy, openDesks } from './open-desks.ts';
import type { StationGateway } from './open-gateway.ts';
import { openStationGateway } from './open-gateway.ts';
import { ImportHold } from './import-hold.ts';
import { JournalRecovery } from './journal-recovery.ts';
import { openOffice } from './office/open-office.ts';
import { readinessFacts } from './readiness-facts.ts';
import type { Bench } from './read-bench.ts';
import type { Station, StationDeps } from './station.ts';

const tryAgain = async (kept: KeptJournal, { blocked, link }: StationGateway): Promise<void> => {
  kept.tryAgain();
  if (!blocked) await link.tryAgain();
};

/** Accepts alarms before an incomplete recovery, in the order in which the till shows them. */
const accept = async (kept: KeptJournal, recovery: JournalRecovery, by: Person): Promise<void> =>
  kept.health().alarm ? kept.acceptAlarms(by) : recovery.accept(by);

/**
 * A desk cannot stop while a call is in flight, so the gateway closes at the same time. The journal closes last: desks
 * still write to it.
 */
const closeAll = async (
  stopping: readonly Promise<void>[],
  opened: StationGateway,
  kept: KeptJournal,
): Promise<void> => {
  const stopped = Promise.all(stopping);
  await opened.close();
  await stopped;
  await kept.close();
};

/** A gateway that does not open, such as a training one without a free port, must not leave the journal locked. */
const openGatewayOrClose = async (
  deps: StationDeps,
  settings: Settings,
  bench: Bench | null,
  kept: KeptJournal,
): Promise<StationGateway> => {
  try {
    return await openStationGateway(deps, settings, bench);
  } catch (error) {
    await kept.close();
    throw error;
  }
};

const installationOf = (deps: StationDeps, kept: KeptJournal, journalFile: string): Installation => {
  const lost = kept.recovery.read();
  return openInstallation(
    { ...deps, journal: kept.journal, note: installationNote(journalFile) },
    lost && isDue(lost) ? lost.lastAt : null,
  );
};

const resumeDesks = ({
  payments,
  receipts,
  refunds,
  reconciler,
  following,
  office,
}: Pick<Station, 'payments' | 'receipts' | 'refunds' | 'reconciler' | 'following' | 'office'>): void => {
  payments.resume();
  // The sale of the customer who chose a language is over.
  if (!payments.current) receipts.chooseLanguage(null);
  refunds.resume();
  reconciler.keepCatchingUp();
  following.begin();
  void office.start();
};

/** Where a station saves exports and PDFs. */
const savedIn = (folder: string) => ({
  exportsFolder: join(folder, 'exports'),
  receiptsFolder: join(folder, 'receipts'),
  savedFiles: new SavedFiles(),
});

const wakeDesks = ({ payments, refunds }: Pick<Station, 'payments' | 'refunds'>): void => {
  payments.carried.wake();
  refunds.wake();
};

/** Opens the environment that the settings, or an external bench, name. Does not resume unfinished payments yet. */
export const openStation = async (
  deps: StationDeps,
  saved: Settings,
  bench: Bench | null,
): Promise<Station> => {
  const settings = effectiveSettings(saved, bench?.identity ?? null);
  const folder = join(deps.home, settings.environment);
  const journalFile = join(folder, 'journal.db');
  const files = savedIn(folder);
  // The journal opens before the desks, and until then there is nothing to show.
  let payments: PaymentDesk | null = null;
  const kept = openKeptJournal({
    ...deps,
    beside: workBeside(deps.workerFile),
    file: journalFile,
    key: deps.signingKey,
    anchor: deps.anchors.of(settings.environment),
    isBusy: () => payments !== null && isBusy(payments),
    onChange: () => payments && deps.changes.emit('status'),
  });
  const installation = installationOf(deps, kept, journalFile);
  const opened = await openGatewayOrClose(deps, saved, bench, kept);
  const { gateway, link, training, blocked } = opened;
  const hold = new ImportHold(deps.clock, () => deps.changes.emit('status'));
  const recovery = new JournalRecovery(kept, deps.clock, settings, hold);
  const health = (): JournalHealth => kept.health();
  const own = { journal: kept.journal, journalCare: kept.care, journalHealth: health };
  const connected = { ...opened, ...own, installation, mayLackPayments: () => recovery.mayLackPayments };
  const { stop, ...desks } = openDesks({ ...deps, ...connected, journalFile, ...files }, settings);
  payments = desks.payments;
  const office = openOffice({ ...deps, ...desks, ...connected, settings, folder });
  const facts = readinessFacts({ ...deps, ...desks, ...connected, hold, office, health });
  return {
    settings,
    identity: { installation: installation.identity, journalFile, sqlite: sqliteVersion() },
    keyFingerprint: () => fingerprint(deps.signingKey.publicKey),
    ...desks,
    office,
    ...own,
    dismissJournalNotice: () => recovery.dismiss(),
    acceptIncompleteJournal: async (by) => accept(kept, recovery, by),
    ...files,
    link,
    training,
    blocked,
    readiness: () => readinessOf(facts),
    tryAgain: async () => tryAgain(kept, opened),
    resume: () => {
      resumeDesks({ ...desks, office });
      if (blocked) return;
      recovery.start({ ...deps, gateway, settings, installation, ...desks });
      void link.tryAgain();
    },
    wake: () => wakeDesks(desks),
    close: async () => closeAll([stop(), recovery.stop(), office.stop()], opened, kept),
  };
};
