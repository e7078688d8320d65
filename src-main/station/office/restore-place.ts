import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { networkOf } from '#globalpay/route/network.ts';
import { cursorNote } from '#office/cursor-note.ts';
import { openOffices } from '#office/open-offices.ts';
import type { RestoreEnvironment, RestorePlace } from '#services/office/restore-ahead.ts';
import { TillRestore } from '#services/office/till-restore.ts';
import { newTillState } from '#services/office/till-state.ts';
import type { ManagedJournal } from '#sqlite/care/managed-journal.ts';
import { openManagedJournal } from '#sqlite/care/managed-journal.ts';
import { restoredShop } from '#sqlite/care/restored-shop.ts';
import { restoredDraft, restoredOf, restoreNote } from '#sqlite/restore/restore-note.ts';
import { journalWorker } from '#sqlite/worker/journal-job.ts';
import { installationOf } from '#station/open-station.ts';
import type { StationDeps } from '#station/station.ts';

const doNothing = (): void => undefined;

/** Opens only the journal of an environment, as its station would, for as long as a till is restored into it. */
const openJournal = async (
  deps: StationDeps,
  environment: RestoreEnvironment,
  folder: string,
  file: string,
) => {
  const managed = openManagedJournal({
    ...deps,
    worker: journalWorker(deps.workerFile),
    file,
    key: deps.signingKey,
    anchor: deps.anchors.of(environment),
    isBusy: () => false,
    onChange: doNothing,
    onWritten: doNothing,
  });
  const close = (): Promise<void> => managed.close();
  try {
    return { restore: restoreInto(deps, environment, folder, managed, file), close };
  } catch (error) {
    await close();
    throw error;
  }
};

const restoreInto = (
  deps: StationDeps,
  environment: RestoreEnvironment,
  folder: string,
  managed: ManagedJournal,
  file: string,
): TillRestore => {
  const { log, systemNetwork, version } = deps;
  const { journal, care } = managed;
  const { identity } = installationOf(deps, managed, file);
  return new TillRestore({
    ...deps,
    journal,
    care,
    identity,
    offices: openOffices(networkOf(process.env, systemNetwork)),
    vault: deps.officeVault(environment),
    note: cursorNote(join(folder, 'office-cursor.json'), log),
    tillState: () => newTillState(version, environment),
  });
};

/** Where a till is restored into an environment that is not open. */
export const restorePlace =
  (deps: StationDeps) =>
  (environment: RestoreEnvironment): RestorePlace => {
    const folder = join(deps.home, environment);
    const file = join(folder, 'journal.db');
    const draft = restoredDraft(file);
    return {
      vault: deps.officeVault(environment),
      identity: () => (existsSync(folder) ? (deps.noteBeside(file).read()?.identity ?? null) : null),
      journalOf: (station) => restoredOf(file, station),
      shop: () => restoredShop(existsSync(draft) ? draft : file),
      open: () => openJournal(deps, environment, folder, file),
      forget: () => restoreNote(file).drop(),
    };
  };
