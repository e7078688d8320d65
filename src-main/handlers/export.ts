/** Calls that export files. */
import type { ExportFormView } from '#contract/views/export-views.ts';
import type { Reply } from '#contract/problem.ts';
import { refuse } from '#contract/problem.ts';
import type { ExportView } from '#contract/views.ts';
import type { BusinessDays } from '#domain/shop/business-day.ts';
import { isFolderPath } from '#domain/shop/settings/setting-kinds.ts';
import type { ExportSettings } from '#domain/shop/settings/settings.ts';
import type { Person } from '#domain/staff/staff.ts';
import { zNumbered } from '#services/day/rows-unreadable.ts';
import { exportClosedDay } from '#services/export/at-close.ts';
import type { ExportDesk } from '#services/export/export-desk.ts';
import type { Exported } from '#services/export/export-ports.ts';
import type { ActivityJournal, DayJournal } from '#services/journal-ports.ts';
import type { Clock, Log } from '#services/ports.ts';
import type { KeyDesk } from '#services/secrets/key-desk.ts';
import type { SettingsStore } from '#services/settings/settings-store.ts';
import { SettingNotPermitted } from '#services/settings/settings-store.ts';
import type { Acting } from '#services/staff/session-types.ts';
import { exportReply, exportStatusView } from '#handlers/views/export-view.ts';
import type { Closed } from '#handlers/day/day.ts';
import type { Handlers } from './handlers.ts';
import { language } from '#words/language.ts';
import { done } from './handlers.ts';
import type { OpenSavedPorts } from './open-saved.ts';
import { openSaved } from './open-saved.ts';

export interface ExportHandlerPorts extends OpenSavedPorts {
  readonly exports: ExportDesk;
  /** This station's own folder, where exports go unless another one is set. */
  readonly exportsFolder: string;
  readonly businessDays: BusinessDays;
  readonly journal: ActivityJournal & Pick<DayJournal, 'closedDay'>;
  readonly settingsStore: SettingsStore;
  readonly keys: KeyDesk;
  readonly clock: Clock;
  readonly log: Log;
  /** Asks the person at the till for a folder; null when they choose none. */
  readonly chooseFolder: () => Promise<string | null>;
  /** Shows a folder in the system's file manager; false if it does not exist. */
  readonly showFolder: (folder: string) => boolean;
}

/** Logs an error that has no problem code of its own. */
export const answerExport = async (log: Log, write: () => Promise<Exported>): Promise<Reply<ExportView>> => {
  try {
    return exportReply(await write());
  } catch (error) {
    log.error('export failed', { error });
    return refuse('export-failed');
  }
};

/**
 * Writes the files of a day that was just closed, one for each business date it sold on, if the settings ask for it.
 */
export const exportAtClose = (
  ports: Pick<ExportHandlerPorts, 'exports' | 'businessDays' | 'settingsStore'>,
  { z, begunOn }: Closed,
): void => exportClosedDay(ports, ports.settingsStore.current, z, begunOn);

/** Whether people here can read its headings: they are in English or in the till's language. */
const isReadHere = ({ language: headings }: ExportDesk['presets'][number]): boolean =>
  headings === undefined || headings === language();

const formView = ({ exports, businessDays, settingsStore, clock }: ExportHandlerPorts): ExportFormView => {
  const { exportFolder: folder, exportAtClose: atClose } = settingsStore.current;
  return {
    today: businessDays.dateOf(clock.now()),
    folder,
    atClose,
    presets: exports.presets.filter(isReadHere).map(({ id, name }) => ({ id, name })),
    status: exportStatusView(exports.status),
  };
};

const folderHandlers = (ports: ExportHandlerPorts) => {
  const { settingsStore, keys, chooseFolder, showFolder, log } = ports;
  /** Refused while the settings as a whole are being changed, because one of the two changes would be lost. */
  const keep = (change: Partial<ExportSettings>, acting: Acting): Reply<ExportFormView> => {
    if (settingsStore.changing) return refuse('settings-changing');
    if (keys.protectedBy === 'locked') return refuse('settings-training-only');
    try {
      settingsStore.change(change, acting);
    } catch (error) {
      if (error instanceof SettingNotPermitted)
        return refuse('not-permitted', { permission: error.permission });
      log.error('the settings could not be written', { error });
      return refuse('settings-not-written');
    }
    return { ok: true, value: formView(ports) };
  };
  return {
    'export.chooseFolder': async (_input, acting) => {
      const folder = await chooseFolder();
      if (folder === null) return { ok: true, value: formView(ports) };
      // The next start would refuse it, and say that somebody has changed the file.
      if (!isFolderPath(folder)) return refuse('export-folder-refused');
      return keep({ exportFolder: folder }, acting);
    },
    'export.ownFolder': (_input, acting) => keep({ exportFolder: '' }, acting),
    'export.atClose': ({ on }, acting) => keep({ exportAtClose: on }, acting),
    'export.showFolder': () => {
      const { exportFolder } = settingsStore.current;
      const isShown = showFolder(exportFolder || ports.exportsFolder);
      return isShown || exportFolder === '' ? done : refuse('export-folder-gone');
    },
  } satisfies Partial<Handlers>;
};

const zFileHandlers = ({ exports, journal, settingsStore, log }: ExportHandlerPorts) => {
  const write = async (
    number: number,
    by: Person,
    writeFile: 'writeZ' | 'writeZPdf',
  ): Promise<Reply<ExportView>> => {
    if (!zNumbered(journal, number)) return refuse('z-not-found');
    return answerExport(log, () => exports[writeFile](number, settingsStore.current.exportFolder, by));
  };
  return {
    'day.zCsv': async ({ number }, { by }) => write(number, by, 'writeZ'),
    'day.zPdf': async ({ number }, { by }) => write(number, by, 'writeZPdf'),
  } satisfies Partial<Handlers>;
};

export const exportHandlers = (ports: ExportHandlerPorts) => {
  const { exports, exportsFolder, businessDays, clock, log, settingsStore, showFolder } = ports;
  return {
    ...folderHandlers(ports),
    ...zFileHandlers(ports),
    'day.export': async (_input, { by }) => {
      const today = { ...businessDays.around(clock.now()), preset: null, folder: '' };
      return answerExport(log, () => exports.writePayments(today, by));
    },
    'day.showExports': () => {
      showFolder(exportsFolder);
      return done;
    },
    'export.open': async ({ fileName }) => openSaved(ports, fileName),
    'export.read': () => ({ ok: true, value: formView(ports) }),
    'export.start': ({ from, to, preset }, { by }) => {
      if (from > to) return refuse('export-range-invalid');
      const span = { from: businessDays.rangeOf(from).from, to: businessDays.rangeOf(to).to };
      return exports.start({ ...span, preset, folder: settingsStore.current.exportFolder }, by)
        ? done
        : refuse('export-running');
    },
    'export.cancel': () => {
      exports.cancel();
      return done;
    },
  } satisfies Partial<Handlers>;
};
